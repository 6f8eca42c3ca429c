using FichierClient.Application.Courriels;
using FichierClient.Application.Data;
using FichierClient.Application.Imports;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>Files that hold the person, or may.</summary>
/// <param name="Imports">Imports whose original wrote or names her.</param>
/// <param name="Exports">Exports whose file can still be fetched, all of them: they are made again in a click.</param>
/// <param name="Dossiers">Packages of her own requests.</param>
/// <param name="Ouverts">Files that were opened and searched.</param>
/// <param name="Courriels">E-mails in files, for want of a mail server: hers, and those that may be.</param>
public sealed record FichiersTrouves(IReadOnlyList<Guid> Imports, IReadOnlyList<Guid> Exports, IReadOnlyList<Guid> Dossiers, int Ouverts, IReadOnlyList<CourrielTrouve> Courriels)
{
    /// <summary>Documents of other persons' requests that name her.</summary>
    public PiecesTrouvees Pieces { get; init; } = new([], 0);
}

/// <summary>Files are encrypted where they lie, so they are opened to be searched.</summary>
public sealed class FichiersPersonne(ImportOriginals originals, CourrielsEnFichiers courriels, PiecesPersonne pieces)
{
    /// <summary>E-mails in files.</summary>
    public CourrielsEnFichiers Courriels { get; } = courriels;

    /// <summary>Opens the files of imports.</summary>
    public ImportOriginals Originals { get; } = originals;

    public async Task<FichiersTrouves> FindAsync(AppDbContext db, Personne personne, CancellationToken cancellationToken)
    {
        var kept = await db.Imports.AsNoTracking().Where(i => i.FichierSupprimeLe == null || db.ImportFragments.Any(f => f.ImportId == i.Id)).OrderBy(i => i.Id).Select(i => new { i.Id, i.Taille }).ToListAsync(cancellationToken);
        var ids = personne.Ids;
        var wrote = await db.Modifications.Where(m => ids.Contains(m.SujetId) && m.ImportId != null).Select(m => m.ImportId!.Value)
            .Union(db.Provenances.Where(p => ids.Contains(p.SujetId) && p.ImportId != null).Select(p => p.ImportId!.Value)).ToListAsync(cancellationToken);
        var fouille = new FouilleFichier([.. personne.Aiguilles.Where(a => a.EstForte)]);
        var (imports, opened) = (new List<Guid>(), 0);
        foreach (var import in kept)
        {
            if (!wrote.Contains(import.Id))
            {
                opened++;
                if (!await fouille.HoldsAsync(() => Originals.Open(db.TenantId, import.Id, import.Taille), cancellationToken)) continue;
            }

            imports.Add(import.Id);
        }

        var exports = await db.Exports.AsNoTracking().Where(e => e.FichierSupprimeLe == null && e.Statut == StatutExport.Pret).OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(cancellationToken);
        return new FichiersTrouves(imports, exports, await PackagesAsync(db, personne, cancellationToken), opened, await Courriels.FindAsync(db, personne, cancellationToken)) { Pieces = await pieces.FindAsync(db, personne, cancellationToken) };
    }

    /// <summary>Deletes the files, in the caller's transaction; what the log says of them stays. Doing it again changes nothing.</summary>
    /// <returns>How many exports: one that was asked for since the plan, or is being written, has read the person too.</returns>
    public static async Task<int> DeleteAsync(AppDbContext db, PlanEffacement plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.ImportFragments.Where(f => plan.ImportIds.Contains(f.ImportId)).ExecuteDeleteAsync(cancellationToken);
        await db.Imports.Where(i => plan.ImportIds.Contains(i.Id) && i.FichierSupprimeLe == null)
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.FichierSupprimeLe, now).SetProperty(i => i.Analyse, (string?)null), cancellationToken);
        foreach (var job in await db.Exports.Where(e => e.Statut == StatutExport.EnCours && e.JobId != null).Select(e => e.JobId!.Value).ToListAsync(cancellationToken))
            await JobCancellation.RequestAsync(db, job, now, cancellationToken);
        await db.Exports.Where(e => e.Statut == StatutExport.EnCours)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.Statut, StatutExport.Annule).SetProperty(e => e.TermineLe, now).SetProperty(e => e.Demande, (string?)null), cancellationToken);
        var over = db.Exports.Where(e => e.Statut != StatutExport.EnCours);
        await db.ExportFragments.Where(f => over.Any(e => e.Id == f.ExportId)).ExecuteDeleteAsync(cancellationToken);
        var deleted = await over.Where(e => e.FichierSupprimeLe == null && e.Statut == StatutExport.Pret).ExecuteUpdateAsync(s => s.SetProperty(e => e.FichierSupprimeLe, now), cancellationToken);
        var packages = plan.DossierIds ?? [];
        await db.DemandeDossierFragments.Where(f => packages.Contains(f.DossierId)).ExecuteDeleteAsync(cancellationToken);
        await db.DemandeDossiers.Where(d => packages.Contains(d.Id)).ExecuteUpdateAsync(s => s.SetProperty(d => d.Statut, StatutDossier.Expire).SetProperty(d => d.JetonHash, (byte[]?)null), cancellationToken);
        return deleted;
    }

    /// <summary>A file that was exported before the files were deleted is still there.</summary>
    /// <param name="db">The organisation.</param>
    /// <param name="depuis">When they were deleted; null: it isn't known, and nothing is asked.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<bool> HasExportsAsync(AppDbContext db, DateTimeOffset? depuis, CancellationToken cancellationToken) =>
        depuis is { } le && await db.ExportFragments.AnyAsync(f => db.Exports.Any(e => e.Id == f.ExportId && e.CreeLe < le), cancellationToken);

    private static async Task<IReadOnlyList<Guid>> PackagesAsync(AppDbContext db, Personne personne, CancellationToken cancellationToken)
    {
        var ids = personne.Ids;
        var linked = db.DemandePersonnes.Where(p => personne.Sujet == Sujet.Contact ? ids.Contains(p.ContactId!.Value) : ids.Contains(p.EntrepriseId!.Value)).Select(p => p.DemandeId);
        return await db.DemandeDossiers.AsNoTracking().Where(d => (linked.Contains(d.DemandeId) || personne.DemandeIds.Contains(d.DemandeId)) && db.DemandeDossierFragments.Any(f => f.DossierId == d.Id)).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(cancellationToken);
    }
}
