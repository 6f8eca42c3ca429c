using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Doublons;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Doublons;

/// <summary>
/// Once a day and organisation: searches for duplicates again where one searched before, and lets go of what undoing a merge needed once it can't
/// be undone any more.
/// </summary>
public sealed class DoublonsNight(NpgsqlDataSource database, AppDbContextFactory contexts, JobSignal signal, TimeProvider time, ILogger<DoublonsNight> log)
    : OrganisationsRound(database, TimeSpan.FromHours(1), time, log)
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private readonly TimeProvider clock = time;

    protected override async Task VisitAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        var now = clock.GetUtcNow();
        await ForgetAsync(db, now - Fusion.Delai, cancellationToken);
        var last = await db.Jobs.Where(j => j.Kind == RechercheDoublons.Name).MaxAsync(j => (DateTimeOffset?)j.CreatedAt, cancellationToken);
        if (last is null || now - last < Every) return;
        db.Jobs.Add(new Job(tenantId, RechercheDoublons.Name, null, null, now));
        await db.SaveChangesAsync(cancellationToken);
        signal.Tell(tenantId);
    }

    /// <summary>Deletes what only an undo needed of merges before an instant.</summary>
    public static async Task ForgetAsync(AppDbContext db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var over = db.Fusions.Where(f => f.FaiteLe <= before && f.Avant != null);
        await db.FusionMouvements.Where(m => over.Any(f => f.Id == m.FusionId)).ExecuteDeleteAsync(cancellationToken);
        await over.ExecuteUpdateAsync(s => s.SetProperty(f => f.Avant, (string?)null).SetProperty(f => f.Apres, (string?)null), cancellationToken);
    }
}
