using FichierClient.Application.Data;
using FichierClient.Application.Exports;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>The files of packages, in encrypted pieces in the database, as those of exports are.</summary>
public sealed class DossierStore(AppDbContextFactory contexts, DemandeChiffre chiffre)
{
    internal ExportFileStream Write(Guid tenantId, Guid dossierId) => new((numero, octets, cancellationToken) => AddAsync(tenantId, dossierId, numero, octets, cancellationToken));

    /// <summary>Writes a package to <paramref name="output"/>.</summary>
    public async Task CopyAsync(Guid tenantId, Guid dossierId, Stream output, CancellationToken cancellationToken)
    {
        for (var numero = 0; ; numero++)
        {
            await using var db = contexts.Open(tenantId);
            var octets = await db.DemandeDossierFragments.AsNoTracking().Where(f => f.DossierId == dossierId && f.Numero == numero).Select(f => f.Octets).SingleOrDefaultAsync(cancellationToken);
            if (octets is null) return;
            await output.WriteAsync(chiffre.For(tenantId, $"dossier/{dossierId}/{numero}").Unprotect(octets), cancellationToken);
        }
    }

    internal async Task DeleteAsync(Guid tenantId, Guid dossierId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        await db.DemandeDossierFragments.Where(f => f.DossierId == dossierId).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task AddAsync(Guid tenantId, Guid dossierId, int numero, byte[] octets, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        db.DemandeDossierFragments.Add(new DemandeDossierFragment(tenantId, dossierId, numero, chiffre.For(tenantId, $"dossier/{dossierId}/{numero}").Protect(octets)));
        await db.SaveChangesAsync(cancellationToken);
    }
}
