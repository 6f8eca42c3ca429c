using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

public sealed record RestartEffacementRequest(Guid EffacementId);

/// <summary>Takes an erasure, or the making of its plan, up again whose job failed or was cancelled; the steps that are done are not done again.</summary>
public sealed class RestartEffacement(UseCaseServices services, JobSignal signal) : UseCase<RestartEffacementRequest, Done>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, RestartEffacementRequest request, CancellationToken cancellationToken)
    {
        if (await db.Effacements.FirstOrDefaultAsync(e => e.Id == request.EffacementId, cancellationToken) is not { } effacement) return Refus.Introuvable();
        var status = await db.Jobs.AsNoTracking().Where(j => j.Id == effacement.JobId).Select(j => (JobStatus?)j.Status).FirstOrDefaultAsync(cancellationToken);
        if (status is JobStatus.Waiting or JobStatus.Running) return Refus.Regle(Texts.Get("Effacement_commence"));
        if (effacement.Statut == StatutEffacement.EnPreparation) PlanJob.Ask(db, effacement, acteur.MembreId, Clock.GetUtcNow());
        else
        {
            var job = new Job(db.TenantId, EffacementJob.Name, effacement.Id, acteur.MembreId, Clock.GetUtcNow());
            db.Jobs.Add(job);
            effacement.Restart(job.Id);
        }

        await db.SaveChangesAsync(cancellationToken);
        signal.Tell(db.TenantId);
        return Done.Value;
    }
}
