using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <summary>Original files and images of records are kept for <see cref="Import.Conservation"/>, to show refused rows again and to take imports back; afterwards the counts and reasons stay.</summary>
public sealed class ImportRetention(AppDbContextFactory contexts, TimeProvider clock)
{
    /// <summary>Deletes the originals of an organisation whose time is over, except of an import that waits or runs.</summary>
    public async Task DeleteExpiredAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var limit = now - Import.Conservation;
        await using var db = contexts.Open(tenantId);
        var old = db.Imports.Where(i => i.CreeLe < limit && (i.FichierSupprimeLe == null || db.ImportImages.Any(f => f.ImportId == i.Id))
            && !db.Jobs.Any(j => j.Id == i.JobId && (j.Status == JobStatus.Waiting || j.Status == JobStatus.Running)));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.ImportFragments.Where(f => old.Any(i => i.Id == f.ImportId)).ExecuteDeleteAsync(cancellationToken);
        await db.ImportImages.Where(f => old.Any(i => i.Id == f.ImportId)).ExecuteDeleteAsync(cancellationToken);
        await old.ExecuteUpdateAsync(s => s.SetProperty(i => i.FichierSupprimeLe, now).SetProperty(i => i.Analyse, (string?)null), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Deletes the original of an import that has run; its images stay for their time, so that it can still be taken back.</summary>
    internal static async Task DeleteOriginalAsync(AppDbContext db, Guid importId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.ImportFragments.Where(f => f.ImportId == importId).ExecuteDeleteAsync(cancellationToken);
        await db.Imports.Where(i => i.Id == importId).ExecuteUpdateAsync(s => s.SetProperty(i => i.FichierSupprimeLe, now).SetProperty(i => i.Analyse, (string?)null), cancellationToken);
    }
}
