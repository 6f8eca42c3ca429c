using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>
/// Searches for the person of an erasure in the background and writes the plan, or finds that it is still the same. Nothing else is changed, so it
/// begins again when it was interrupted; of two jobs for one erasure the last one that was asked for counts.
/// </summary>
public sealed class PlanJob(AppDbContextFactory contexts, PreparationEffacement preparation, TimeProvider clock) : JobHandler
{
    public const string Name = "effacements.plan";

    public override string Kind => Name;

    /// <summary>Asks for the plan of an erasure; the caller saves, then tells the worker.</summary>
    public static void Ask(AppDbContext db, Effacement effacement, Guid membreId, DateTimeOffset now)
    {
        var job = new Job(db.TenantId, Name, effacement.Id, membreId, now);
        db.Jobs.Add(job);
        effacement.AwaitPlan(job.Id, now);
    }

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        if (await SearchAsync(run, cancellationToken) is not var (personne, plan)) return;
        await using var db = contexts.Open(run.TenantId, run.RequestedById);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockErasuresAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select from effacements where tenant_id = {db.TenantId} and id = {run.SubjectId} for update", cancellationToken);
        var effacement = await db.Effacements.SingleAsync(e => e.Id == run.SubjectId, cancellationToken);
        if (!IsAwaited(effacement, run)) return;
        var isFirst = !effacement.APlan;
        if (plan.Empreinte == effacement.PlanEmpreinte) effacement.ConfirmPlan();
        else preparation.Fill(effacement, personne, plan, run.RequestedById);
        if (isFirst && run.RequestedById is { } membre) await db.FollowPlanAsync(effacement, membre, clock, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <returns>Null: the plan is there, or nobody waits for it any more.</returns>
    private async Task<(Personne Personne, PlanEffacement Plan)?> SearchAsync(JobRun run, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(run.TenantId, run.RequestedById);
        if (run.SubjectId is not { } id || await db.Effacements.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.JobId == run.JobId, cancellationToken) is not { } effacement)
            throw new JobRefusedException(Texts.Get("Introuvable"));
        if (!IsAwaited(effacement, run)) return null;
        try
        {
            var personne = await preparation.PersonneAsync(db, effacement, cancellationToken);
            return (personne, await preparation.ReadAsync(db, personne, PlanEffacement.FromJson(effacement.Plan), cancellationToken, (done, total) => run.ReportAsync(done, total, cancellationToken)));
        }
        catch (DomainException)
        {
            throw new JobRefusedException(Texts.Get("Effacement_sans_personne"));
        }
    }

    private static bool IsAwaited(Effacement effacement, JobRun run) => effacement.Statut == StatutEffacement.EnPreparation && effacement.JobId == run.JobId;
}
