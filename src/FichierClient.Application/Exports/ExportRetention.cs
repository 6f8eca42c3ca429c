using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Exports;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Exports;

/// <summary>Files of exports are kept for <see cref="Export.Conservation"/>; the log stays.</summary>
public sealed class ExportRetention(AppDbContextFactory contexts, TimeProvider clock)
{
    /// <summary>Longer than any export at once takes: one that still runs then, without a job, went down with its process.</summary>
    private static readonly TimeSpan Lost = TimeSpan.FromHours(1);

    /// <summary>Deletes an organisation's files whose time is over and ends what nobody works on any more.</summary>
    public async Task DeleteExpiredAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (limit, lost) = (now - Export.Conservation, now - Lost);
        await using var db = contexts.Open(tenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Exports.Where(e => e.Statut == StatutExport.EnCours && e.CreeLe < lost
                && !db.Jobs.Any(j => j.Id == e.JobId && (j.Status == JobStatus.Waiting || j.Status == JobStatus.Running)))
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.Statut, StatutExport.Echoue).SetProperty(e => e.Erreur, Texts.Get("Export_defaut"))
                .SetProperty(e => e.TermineLe, now).SetProperty(e => e.Demande, (string?)null), cancellationToken);
        var over = db.Exports.Where(e => e.FichierSupprimeLe == null && e.Statut != StatutExport.EnCours && (e.CreeLe < limit || e.Statut != StatutExport.Pret));
        await db.ExportFragments.Where(f => over.Any(e => e.Id == f.ExportId)).ExecuteDeleteAsync(cancellationToken);
        await over.ExecuteUpdateAsync(s => s.SetProperty(e => e.FichierSupprimeLe, now), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
