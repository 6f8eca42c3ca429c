using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd;
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
    public async Task RunDueAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        List<Guid> due;
        await using (var db = contexts.Open(tenantId))
        {
            var today = await db.TodayAsync(minutes.Clock, cancellationToken);
            due = await db.PassagesConservation.Where(p => p.Statut == StatutPassage.Approuve && p.ExecutableLe <= today).OrderBy(p => p.ApprouveLe).Select(p => p.Id).ToListAsync(cancellationToken);
        }

        foreach (var id in due) await RunAsync(tenantId, id, cancellationToken);
    }

    private async Task RunAsync(Guid tenantId, Guid passageId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        var passage = await db.PassagesConservation.SingleAsync(p => p.Id == passageId, cancellationToken);
        var regle = await db.ReglesConservation.AsNoTracking().SingleAsync(r => r.Id == passage.RegleId, cancellationToken);
        var retenus = (await GetPassage.SujetsAsync(db, passage, cancellationToken)).Where(s => !s.EstGele && !s.EstAuDela).Select(s => s.ContactId).ToList();
        var limite = (await db.TodayAsync(minutes.Clock, cancellationToken)).AddMonths(-regle.DureeMois);
        var still = (await PersonnesEchues.ReadAsync(db, regle.Population, limite, minutes.Clock.GetUtcNow(), cancellationToken)).Where(e => !e.EstGele).Select(e => e.Id).ToHashSet();
        foreach (var contact in retenus.Where(still.Contains)) await EraseAsync(tenantId, contact, passage.ApprouveParId!.Value, cancellationToken);
        await FinishAsync(db, passage, retenus, cancellationToken);
    }

    private async Task EraseAsync(Guid tenantId, Guid contact, Guid membreId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId, membreId);
        if (await db.Effacements.AnyAsync(e => e.SujetId == contact && e.Statut != StatutEffacement.Termine && e.Statut != StatutEffacement.Abandonne, cancellationToken)) return;
        if (await preparation.NewAsync(db, Sujet.Contact, contact, Fondement.Conservation, cancellationToken) is not { } effacement) return;
        var plan = PlanEffacement.FromJson(effacement.Plan);
        Job? job = null;
        if (plan is { EstDecide: true, ExigeDeux: false })
        {
            var now = minutes.Clock.GetUtcNow();
            effacement.Approve(effacement.PlanEmpreinte, needsSecond: false, membreId, now);
            db.Jobs.Add(job = new Job(tenantId, EffacementJob.Name, effacement.Id, membreId, now));
            effacement.Start(job.Id);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (job is not null) await runner.RunAsync(tenantId, job.Id, cancellationToken);
    }

    /// <summary>Counts by what the erasures say, not by what was meant.</summary>
    private async Task FinishAsync(AppDbContext db, PassageConservation passage, List<Guid> retenus, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var made = await db.Effacements.AsNoTracking().Where(e => retenus.Contains(e.SujetId) && e.Fondement == Fondement.Conservation && e.Statut != StatutEffacement.Abandonne).Select(e => e.Statut).ToListAsync(cancellationToken);
        var done = made.Count(s => s == StatutEffacement.Termine);
        passage.Finish(done, retenus.Count - made.Count, made.Count - done, minutes.Clock.GetUtcNow());
        await minutes.AddAsync(db, passage, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.PassageSujets.Where(s => s.PassageId == passage.Id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
