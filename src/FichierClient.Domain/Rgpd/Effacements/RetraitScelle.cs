using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Effacements;

/// <summary>Evidence of a contract that was sealed by mistake and taken out of the archive again. Says nothing of what it was: only that, when, why and by whom. Written by the archive itself, once.</summary>
public sealed class RetraitScelle : TenantEntity
{
    private RetraitScelle()
    {
    }

    /// <summary>The document that is gone; the readings of it stay under this id.</summary>
    public Guid DocumentId { get; private set; }

    /// <summary>The erasure on whose plan it was taken out.</summary>
    public Guid EffacementId { get; private set; }

    public DateTimeOffset ScelleLe { get; private set; }
    public DateOnly PurgeLe { get; private set; }

    [NonPersonnelle("Motif choisi dans une liste")]
    public MotifRetraitScelle Motif { get; private set; }

    /// <summary>Null: done again after a restore, as the journal says.</summary>
    public Guid? MembreId { get; private set; }
    public DateTimeOffset RetireLe { get; private set; }
}

/// <summary>Why; a list, so that nobody's name stands in the proof.</summary>
public enum MotifRetraitScelle
{
    MauvaisFichier,
    MauvaisePersonne,
    MauvaiseFin,
    PieceIdentite,
    PasUnePreuve,

    /// <summary>The journal says that it was taken out after the backup that was restored; nobody chooses this.</summary>
    Rejeu,
}

/// <summary>Evidence that one DPO wants to be taken out, and another one has to agree to: what two approve to be kept, one alone doesn't destroy.</summary>
public sealed record RetraitDemande(Guid DocumentId, MotifRetraitScelle Motif, Guid MembreId, DateTimeOffset Le);
