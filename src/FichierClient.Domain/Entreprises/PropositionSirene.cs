using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Entreprises;

/// <summary>What a stock file of Sirene says otherwise than a record.</summary>
public enum NatureProposition { Cessee, Demenagee, Naf, SirenRemplace, Siret }

public enum DecisionProposition { EnAttente, Acceptee, Refusee }

/// <summary>A change of an entreprise that a stock file of Sirene proposes: a person accepts or refuses it, and one that was refused isn't proposed again.</summary>
[SuitLeSujet]
public sealed class PropositionSirene : TenantEntity
{
    private PropositionSirene()
    {
    }

    public PropositionSirene(Guid tenantId, Guid sujetId, NatureProposition nature, string propose) : base(tenantId) =>
        (SujetId, Nature, Propose) = (sujetId, nature, propose);

    /// <summary>The entreprise.</summary>
    public Guid SujetId { get; private set; }

    [NonPersonnelle("Nature de la proposition")]
    public NatureProposition Nature { get; private set; }

    /// <summary>What the record said, for the reader; it must still say it when the proposition is accepted.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer)]
    public string? Actuel { get; private set; }

    /// <summary>What Sirene says, as JSON.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer)]
    public string Propose { get; private set; } = "";

    /// <summary>Of <see cref="Propose"/>: the same change is proposed once. The database derives it.</summary>
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer)]
    public string Empreinte { get; private set; } = "";

    /// <summary>Which file.</summary>
    [NonPersonnelle("Nom du fichier de l'INSEE")]
    public string Source { get; private set; } = "";

    public DateTimeOffset ConstateLe { get; private set; }

    [NonPersonnelle("Décision")]
    public DecisionProposition Decision { get; private set; }

    public Guid? DecideeParId { get; private set; }
    public DateTimeOffset? DecideeLe { get; private set; }

    public void See(string? actuel, string source, DateTimeOffset now) => (Actuel, Source, ConstateLe) = (actuel, source, now);

    /// <exception cref="DomainException">It was decided.</exception>
    public void Decide(bool accepter, Guid membreId, DateTimeOffset now)
    {
        if (Decision != DecisionProposition.EnAttente) throw new DomainException("Sirene_decidee");
        (Decision, DecideeParId, DecideeLe) = (accepter ? DecisionProposition.Acceptee : DecisionProposition.Refusee, membreId, now);
    }

    /// <summary>Waits again, as if nobody had decided.</summary>
    public void Reopen() => (Decision, DecideeParId, DecideeLe) = (DecisionProposition.EnAttente, null, null);
}
