using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd;

/// <summary>
/// Where a record, or some of its fields, come from (RGPD art. 14(2)(f)): a named source, its party, the day it was seen, the import. Lines are added, never
/// rewritten: of a field the latest line that names it counts, or else what is said of the whole record.
/// </summary>
[SuitLeSujet]
public sealed class Provenance : TenantEntity
{
    private Provenance()
    {
    }

    public Provenance(Guid tenantId, Sujet sujet, Guid sujetId, string source, Partie partie, BaseLegale? baseLegale, DateTimeOffset constateLe) : base(tenantId)
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

    /// <summary>Null, of a change by hand: the one of the record.</summary>
    [NonPersonnelle("Base légale")]
    public BaseLegale? BaseLegale { get; private set; }

    /// <summary>
    /// The fields that it is about; null: the whole record as it came in. A property's name as in the history, or a part by its value (« EmailContact:a@b.fr »).
    /// </summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer)]
    public string[]? Champs { get; private set; }

    /// <summary>The row of the source; the database finds it by name and party, or makes it.</summary>
    public Guid? SourceId { get; private set; }

    /// <summary>The merge that brought these fields from another record; undone, the line goes.</summary>
    public Guid? FusionId { get; private set; }

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

    /// <summary>Says which fields it is about.</summary>
    public Provenance Of(IEnumerable<string> champs)
    {
        Champs = [.. champs.Distinct()];
        return this;
    }

    /// <summary>The same origin for fields that a merge takes over into another record.</summary>
    public Provenance TakenBy(Guid survivantId, Guid fusionId, IEnumerable<string> champs, BaseLegale? baseLegale, DateTimeOffset now)
    {
        var taken = new Provenance(TenantId, Sujet, survivantId, Source, Partie, baseLegale, now).By(AuteurId, ImportId, CollecteLe).Of(champs);
        (taken.SourceId, taken.FusionId) = (SourceId, fusionId);
        return taken;
    }

    /// <summary>The lines that say where a field comes from: the latest that names it, or else all that speak of the whole record.</summary>
    /// <param name="lignes">Those of one record.</param>
    /// <param name="noms">Names of the field: of a part's property, the part's too.</param>
    public static IReadOnlyList<Provenance> LinesFor(IReadOnlyCollection<Provenance> lignes, params string[] noms) =>
        lignes.Where(p => p.Champs?.Any(noms.Contains) == true).OrderBy(p => p.ConstateLe).ThenBy(p => p.Id).LastOrDefault() is { } last ? [last] : [.. lignes.Where(p => p.Champs is null)];

    /// <summary>The legal basis: its own, or else that of the record as it came in first.</summary>
    public BaseLegale? BaseIn(IReadOnlyCollection<Provenance> lignes) => BaseLegale ?? lignes.Where(p => p.Champs is null).OrderBy(p => p.ConstateLe).FirstOrDefault()?.BaseLegale;
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
