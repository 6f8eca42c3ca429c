using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd;

/// <summary>Where a record comes from (RGPD art. 14(2)(f)): a named source, its party, the day it was seen, the import.</summary>
[SuitLeSujet]
public sealed class Provenance : TenantEntity
{
    private Provenance()
    {
    }

    public Provenance(Guid tenantId, Sujet sujet, Guid sujetId, string source, Partie partie, BaseLegale baseLegale, DateTimeOffset constateLe) : base(tenantId)
    {
        if (string.IsNullOrWhiteSpace(source)) throw new DomainException("Source_obligatoire") { Champ = nameof(Source) };
        (Sujet, SujetId, Source, Partie, BaseLegale, ConstateLe) = (sujet, sujetId, source.Trim(), partie, baseLegale, constateLe);
    }

    [NonPersonnelle("Type de fiche")]
    public Sujet Sujet { get; private set; }

    public Guid SujetId { get; private set; }

    /// <summary>The exact name of the source.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer)]
    public string Source { get; private set; } = "";

    [NonPersonnelle("Partie")]
    public Partie Partie { get; private set; }

    [NonPersonnelle("Base légale")]
    public BaseLegale BaseLegale { get; private set; }

    /// <summary>The day the data was collected from the person; never guessed.</summary>
    public DateOnly? CollecteLe { get; private set; }

    /// <summary>When the source was read here.</summary>
    public DateTimeOffset ConstateLe { get; private set; }

    public Guid? ImportId { get; private set; }
    public Guid? AuteurId { get; private set; }

    public Provenance By(Guid? auteurId, Guid? importId = null, DateOnly? collecteLe = null)
    {
        (AuteurId, ImportId, CollecteLe) = (auteurId, importId, collecteLe);
        return this;
    }
}

/// <summary>The kinds of record that history and provenance speak of.</summary>
public enum Sujet
{
    Entreprise,
    Contact,
    Vente,
    Produit,
}

/// <summary>0 declared by the person, 1 observed by us, 2 a partner, 3 a third party (rgpd.md 3.3).</summary>
public enum Partie
{
    Personne,
    Nous,
    Partenaire,
    Tiers,
}

/// <summary>RGPD art. 6(1).</summary>
public enum BaseLegale
{
    Consentement,
    Contrat,
    ObligationLegale,
    InteretsVitaux,
    MissionInteretPublic,
    InteretLegitime,
}
