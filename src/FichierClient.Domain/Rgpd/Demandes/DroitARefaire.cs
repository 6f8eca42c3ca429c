using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Demandes;

/// <summary>A right that was granted after the backup which this database was restored from: what was done for it is lost, and a person does it again.</summary>
public sealed class DroitARefaire : TenantEntity
{
    private DroitARefaire()
    {
    }

    /// <param name="tenantId">The organisation.</param>
    /// <param name="journalSeq">The entry of the journal that tells of it.</param>
    /// <param name="droit">What had been granted.</param>
    /// <param name="demandeId">The request; the restored database may not know it.</param>
    /// <param name="sujet">The kind of record; null: no record was linked.</param>
    /// <param name="sujetId">The record; the restored database may not know it.</param>
    /// <param name="decideLe">When it was granted.</param>
    public DroitARefaire(Guid tenantId, long journalSeq, DroitDemande droit, Guid demandeId, Sujet? sujet, Guid? sujetId, DateTimeOffset decideLe) : base(tenantId) =>
        (JournalSeq, Droit, DemandeId, Sujet, SujetId, DecideLe) = (journalSeq, droit, demandeId, sujet, sujetId, decideLe);

    public long JournalSeq { get; private set; }

    [NonPersonnelle("Droit exercé")]
    public DroitDemande Droit { get; private set; }

    public Guid DemandeId { get; private set; }

    [NonPersonnelle("Nature de la fiche")]
    public Sujet? Sujet { get; private set; }

    public Guid? SujetId { get; private set; }
    public DateTimeOffset DecideLe { get; private set; }
    public DateTimeOffset? FaitLe { get; private set; }
    public Guid? FaitParId { get; private set; }

    /// <summary>It was done again.</summary>
    public void Finish(Guid membreId, DateTimeOffset now) => (FaitLe, FaitParId) = (FaitLe ?? now, FaitParId ?? membreId);
}
