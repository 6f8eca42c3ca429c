using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Doublons;

/// <summary>
/// Several records that became one. What was moved and what the survivor was before is kept for <see cref="Delai"/>, so that it can be
/// undone; then only the fact stays.
/// </summary>
[SuitLeSujet]
public sealed class Fusion : TenantEntity
{
    /// <summary>How long a merge can be undone.</summary>
    public static readonly TimeSpan Delai = TimeSpan.FromDays(30);

    private Fusion()
    {
    }

    public Fusion(Guid tenantId, Sujet sujet, Guid survivantId, Guid membreId, DateTimeOffset now) : base(tenantId) =>
        (Sujet, SurvivantId, MembreId, FaiteLe) = (sujet, survivantId, membreId, now);

    [NonPersonnelle("Type de fiche")]
    public Sujet Sujet { get; private set; }

    public Guid SurvivantId { get; private set; }
    public Guid MembreId { get; private set; }
    public DateTimeOffset FaiteLe { get; private set; }
    public DateTimeOffset? DefaiteLe { get; private set; }
    public Guid? DefaiteParId { get; private set; }

    /// <summary>The survivor's rows, by table, before the merge; null once it can't be undone any more.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer)]
    public string? Avant { get; private set; }

    /// <summary>The same after the merge: what differs from it was changed since.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer)]
    public string? Apres { get; private set; }

    public bool EstDefaite => DefaiteLe is not null;

    /// <summary>Keeps what an undo needs.</summary>
    public void Remember(string avant, string apres) => (Avant, Apres) = (avant, apres);

    /// <summary>Lets go of the personal data that only an undo needed.</summary>
    public void Forget() => (Avant, Apres) = (null, null);

    /// <summary>Whether it can still be undone.</summary>
    public bool EstReversible(DateTimeOffset now) => !EstDefaite && Avant is not null && now - FaiteLe < Delai;

    /// <summary>Marks it as undone.</summary>
    /// <exception cref="DomainException">Too late, or undone already.</exception>
    public void Undo(Guid membreId, DateTimeOffset now)
    {
        if (!EstReversible(now)) throw new DomainException("Fusion_irreversible");
        (DefaiteLe, DefaiteParId) = (now, membreId);
    }
}

/// <summary>A record that was merged into another; its own row stays as it was, out of the lists.</summary>
[SuitLeSujet]
public sealed class FusionFiche : TenantEntity
{
    private FusionFiche()
    {
    }

    public FusionFiche(Guid tenantId, Guid fusionId, Guid ficheId) : base(tenantId) => (FusionId, FicheId) = (fusionId, ficheId);

    public Guid FusionId { get; private set; }
    public Guid FicheId { get; private set; }
}

/// <summary>A row that referred to a merged record and refers to the survivor now, or that had to go since the survivor has its like.</summary>
[SuitLeSujet]
public sealed class FusionMouvement : TenantEntity
{
    private FusionMouvement()
    {
    }

    public Guid FusionId { get; private set; }

    [NonPersonnelle("Nom de table")]
    public string NomTable { get; private set; } = "";

    [NonPersonnelle("Nom de colonne")]
    public string Colonne { get; private set; } = "";

    public Guid LigneId { get; private set; }

    /// <summary>What it referred to.</summary>
    public Guid AncienId { get; private set; }

    /// <summary>The whole row, when it had to go.</summary>
    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Supprimer)]
    public string? Contenu { get; private set; }
}
