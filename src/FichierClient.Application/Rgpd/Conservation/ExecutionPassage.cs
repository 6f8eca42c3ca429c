using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Conservation;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Conservation;

/// <summary>
/// Carries approved runs out when their notice is over: each person who is still due and on no hold is erased as a request would erase her,
/// with a plan, a tombstone, a verification and a certificate of her own. A plan that somebody must decide waits on the page of erasures.
/// Interrupted, it goes on with those who are left.
/// </summary>
public sealed class ExecutionPassage(AppDbContextFactory contexts, PreparationEffacement preparation, JobRunner runner, Minutes minutes)
{
    /// <returns>What kept single persons from being erased: the others were.</returns>
    public async Task<IReadOnlyList<Exception>> RunDueAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        List<Guid> due;
        await using (var db = contexts.Open(tenantId))
        {
            var today = await db.TodayAsync(minutes.Clock, cancellationToken);
            due = await db.PassagesConservation.Where(p => p.Statut == StatutPassage.Approuve && p.ExecutableLe <= today).OrderBy(p => p.ApprouveLe).Select(p => p.Id).ToListAsync(cancellationToken);
        }

        var failures = new List<Exception>();
        foreach (var id in due) await RunAsync(tenantId, id, failures, cancellationToken);
        return failures;
    }

    private async Task RunAsync(Guid tenantId, Guid passageId, List<Exception> failures, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        var passage = await db.PassagesConservation.AsNoTracking().SingleAsync(p => p.Id == passageId, cancellationToken);
        var regle = await db.ReglesConservation.AsNoTracking().SingleAsync(r => r.Id == passage.RegleId, cancellationToken);
        var retenus = (await GetPassage.SujetsAsync(db, passage, cancellationToken)).Where(s => !s.EstGele && !s.EstAuDela).ToList();
        var limite = (await db.TodayAsync(minutes.Clock, cancellationToken)).AddMonths(-regle.DureeMois);
        var still = (await PersonnesEchues.ReadAsync(db, regle.Population, limite, minutes.Clock.GetUtcNow(), cancellationToken)).Where(e => !e.EstGele).Select(e => e.Id).ToHashSet();
        var failed = 0;
        foreach (var sujet in retenus.Where(s => still.Contains(s.Id)))
        {
            // The DPO may give the run up while it is carried out: who is left stays.
            if (!await db.PassagesConservation.AnyAsync(p => p.Id == passageId && p.Statut == StatutPassage.Approuve, cancellationToken)) break;
            if (await TryEraseAsync(tenantId, sujet, passage.ApprouveParId!.Value, cancellationToken) is not { } failure) continue;
            failures.Add(failure);
            failed++;
        }

        await FinishAsync(db, passageId, retenus.ConvertAll(s => s.Id), failed, cancellationToken);
    }

    /// <returns>Why it couldn't be begun; nobody after this person waits for that.</returns>
    private async Task<Exception?> TryEraseAsync(Guid tenantId, PassageSujetRow sujet, Guid membreId, CancellationToken cancellationToken)
    {
        try
        {
            await EraseAsync(tenantId, sujet, membreId, cancellationToken);
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException && !DbFailures.MayPass(error))
        {
            return error;
        }
    }

    private async Task EraseAsync(Guid tenantId, PassageSujetRow sujet, Guid membreId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId, membreId);
        if (await db.Effacements.AnyAsync(e => e.SujetId == sujet.Id && e.Statut != StatutEffacement.Termine && e.Statut != StatutEffacement.Abandonne, cancellationToken)) return;
        if (await preparation.NewAsync(db, sujet.Sujet, sujet.Id, Fondement.Conservation, cancellationToken) is not { } effacement) return;
        var plan = PlanEffacement.FromJson(effacement.Plan);
        Job? job = null;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockErasuresAsync(cancellationToken);
        // The plan took a while: a DPO may have begun this person's erasure, or another one of the same number.
        if (await db.IsBegunAsync(effacement, cancellationToken)) return;
        effacement.Number(await PreparationEffacement.NextReferenceAsync(db, minutes.Clock, cancellationToken));
        var now = minutes.Clock.GetUtcNow();
        if (plan is { EstDecide: true, ExigeDeux: false } && (await db.ContratsAsync(effacement, cancellationToken)).Count == 0 && !await IsAwaitedAsync(db, effacement, plan, now, cancellationToken))
        {
            effacement.Approve(effacement.PlanEmpreinte, needsSecond: false, membreId, now);
            db.Jobs.Add(job = new Job(tenantId, EffacementJob.Name, effacement.Id, membreId, now));
            effacement.Start(job.Id);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (job is not null) await runner.RunAsync(tenantId, job.Id, cancellationToken);
    }

    /// <summary>She asked for her data, under whatever request, and hasn't got them: the plan waits for the DPO, as one that two must approve.</summary>
    private async Task<bool> IsAwaitedAsync(AppDbContext db, Effacement effacement, PlanEffacement plan, DateTimeOffset now, CancellationToken cancellationToken) =>
        await AttentePersonne.IsAwaitedAsync(db, await preparation.PersonneAsync(db, effacement, cancellationToken), cancellationToken)
        || await AttentePersonne.LinkAsync(db, plan, now, cancellationToken) is not null;

    /// <summary>Counts by what the erasures say, not by what was meant.</summary>
    private async Task FinishAsync(AppDbContext db, Guid passageId, List<Guid> retenus, int failed, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select from passages_conservation where tenant_id = {db.TenantId} and id = {passageId} for update", cancellationToken);
        var passage = await db.PassagesConservation.SingleAsync(p => p.Id == passageId, cancellationToken);
        var made = await db.Effacements.AsNoTracking().Where(e => retenus.Contains(e.SujetId) && e.Fondement == Fondement.Conservation && e.Statut != StatutEffacement.Abandonne).Select(e => e.Statut).ToListAsync(cancellationToken);
        var done = made.Count(s => s == StatutEffacement.Termine);
        passage.Finish(done, retenus.Count - made.Count - failed, made.Count - done + failed, minutes.Clock.GetUtcNow());
        await minutes.AddAsync(db, passage, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.PassageSujets.Where(s => s.PassageId == passage.Id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
