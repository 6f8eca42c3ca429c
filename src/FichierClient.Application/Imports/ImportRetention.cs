using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <summary>
/// Original files, images of records and what was told of single rows are kept for <see cref="Import.Conservation"/>, to show refused rows again and to take
/// imports back. They say the same in other words, so they go together; the counts stay.
/// </summary>
public sealed class ImportRetention(AppDbContextFactory contexts, TimeProvider clock)
{
    /// <summary>Deletes the originals of an organisation whose time is over, except of an import that waits or runs.</summary>
    public async Task DeleteExpiredAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var limit = now - Import.Conservation;
        await using var db = contexts.Open(tenantId);
        var old = db.Imports.Where(i => i.CreeLe < limit && (i.FichierSupprimeLe == null || db.ImportImages.Any(f => f.ImportId == i.Id) || db.ImportLignes.Any(l => l.ImportId == i.Id))
            && !db.Jobs.Any(j => j.Id == i.JobId && (j.Status == JobStatus.Waiting || j.Status == JobStatus.Running)));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.ImportFragments.Where(f => old.Any(i => i.Id == f.ImportId)).ExecuteDeleteAsync(cancellationToken);
        await db.ImportImages.Where(f => old.Any(i => i.Id == f.ImportId)).ExecuteDeleteAsync(cancellationToken);
        // A remark may name somebody, as an unknown salesperson; an older version left rows behind whose file has long gone.
        await db.Database.ExecuteSqlAsync($"""
            update imports i set bilan = bilan - 'remarques', bilan_apercu = bilan_apercu - 'remarques'
            where i.cree_le < {limit} and (i.fichier_supprime_le is null or exists (select from import_lignes l where l.tenant_id = i.tenant_id and l.import_id = i.id))
              and not exists (select from jobs j where j.tenant_id = i.tenant_id and j.id = i.job_id and j.status in ('Waiting', 'Running'))
            """, cancellationToken);
        await db.ImportLignes.Where(l => old.Any(i => i.Id == l.ImportId)).ExecuteDeleteAsync(cancellationToken);
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
