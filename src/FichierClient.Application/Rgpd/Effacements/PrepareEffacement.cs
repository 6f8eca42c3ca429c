using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <param name="Sujet">A contact, or an entreprise that is a natural person.</param>
/// <param name="SujetId">Its record.</param>
/// <param name="Fondement">Why.</param>
/// <param name="DemandeId">The request that asks for it.</param>
public sealed record PrepareEffacementRequest(Sujet Sujet, Guid SujetId, Fondement Fondement, Guid? DemandeId = null);

/// <summary>
/// Begins an erasure: its plan, a dry run, is made in the background and changes nothing. One that is open for this person is given back, and its plan is read
/// again; of two members at once both get the same one.
/// </summary>
public sealed class PrepareEffacement(UseCaseServices services, JobSignal signal) : UseCase<PrepareEffacementRequest, Guid>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, PrepareEffacementRequest request, CancellationToken cancellationToken)
    {
        if (request.Sujet is not (Sujet.Contact or Sujet.Entreprise)) return Refus.Introuvable();
        if (request.DemandeId is { } of && !await db.DemandePersonnes.AnyAsync(p => p.DemandeId == of && (request.Sujet == Sujet.Contact ? p.ContactId : p.EntrepriseId) == request.SujetId, cancellationToken)) return Refus.Introuvable();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockErasuresAsync(cancellationToken);
        if (await FindAsync(db, request, cancellationToken) is not { } effacement) return Refus.Regle(Texts.Get("Effacement_sans_personne"));
        var isAwaited = effacement.Statut == StatutEffacement.EnPreparation && await db.Jobs.AnyAsync(j => j.Id == effacement.JobId && (j.Status == JobStatus.Waiting || j.Status == JobStatus.Running), cancellationToken);
        if (!isAwaited && effacement.Statut is StatutEffacement.EnPreparation or StatutEffacement.AApprouver) PlanJob.Ask(db, effacement, acteur.MembreId, Clock.GetUtcNow());
        if (request.DemandeId is { } demande && effacement.DemandeId is null)
        {
            effacement.For(demande);
            if (effacement.APlan) await db.FollowPlanAsync(effacement, acteur.MembreId, Clock, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Tell(db.TenantId);
        return effacement.Id;
    }

    /// <summary>The one that is open for this person, or a new one; null: there is no such person.</summary>
    private async Task<Effacement?> FindAsync(AppDbContext db, PrepareEffacementRequest request, CancellationToken cancellationToken) =>
        await db.Effacements.FirstOrDefaultAsync(e => e.SujetId == request.SujetId && e.Statut != StatutEffacement.Termine && e.Statut != StatutEffacement.Abandonne, cancellationToken)
        ?? (await PreparationEffacement.AddAsync(db, Clock, request.Sujet, request.SujetId, request.Fondement, cancellationToken))?.Effacement;
}
