using FichierClient.Application.Data;
using FichierClient.Domain.Exports;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Exports;

/// <summary>What exports under way were asked for.</summary>
public sealed class ExportRequests(AppDbContextFactory contexts)
{
    /// <summary>The request of an export; null when it is over.</summary>
    public async Task<DemandeExport?> FindAsync(Guid tenantId, Guid exportId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        var json = await db.Exports.AsNoTracking().Where(e => e.Id == exportId && e.Statut == StatutExport.EnCours).Select(e => e.Demande).SingleOrDefaultAsync(cancellationToken);
        return json is null ? null : DemandeExport.Parse(json);
    }
}
