using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using FichierClient.Application.Data;
using FichierClient.Application.Imports;
using FichierClient.Domain.Exports;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>
/// Files that may hold the person: originals of imports that wrote her or name her, and all files of exports that can still be fetched
/// (they are made again in a click). They are encrypted where they lie, so they are opened to be searched.
/// </summary>
public sealed class FichiersPersonne(ImportOriginals originals)
{
    private const int Window = 64 * 1024, Overlap = 512;

    /// <summary>A file that unpacks to more than this isn't searched to its end: it goes.</summary>
    private const long Limit = 2L * 1024 * 1024 * 1024;

    public async Task<(List<Guid> Imports, List<Guid> Exports)> FindAsync(AppDbContext db, Personne personne, CancellationToken cancellationToken)
    {
        var kept = await db.Imports.AsNoTracking().Where(i => i.FichierSupprimeLe == null).OrderBy(i => i.Id).Select(i => new { i.Id, i.Taille }).ToListAsync(cancellationToken);
        var ids = personne.Ids;
        var wrote = await db.Modifications.Where(m => ids.Contains(m.SujetId) && m.ImportId != null).Select(m => m.ImportId!.Value)
            .Union(db.Provenances.Where(p => ids.Contains(p.SujetId) && p.ImportId != null).Select(p => p.ImportId!.Value)).ToListAsync(cancellationToken);
        var imports = new List<Guid>();
        foreach (var import in kept)
        {
            if (wrote.Contains(import.Id) || await HoldsAsync(() => originals.Open(db.TenantId, import.Id, import.Taille), personne.Aiguilles, cancellationToken)) imports.Add(import.Id);
        }

        return (imports, await db.Exports.AsNoTracking().Where(e => e.FichierSupprimeLe == null && e.Statut == StatutExport.Pret).OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(cancellationToken));
    }

    /// <summary>Deletes the files; what the log says of them stays. Doing it again changes nothing.</summary>
    public static async Task DeleteAsync(AppDbContext db, PlanEffacement plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.ImportFragments.Where(f => plan.ImportIds.Contains(f.ImportId)).ExecuteDeleteAsync(cancellationToken);
        await db.Imports.Where(i => plan.ImportIds.Contains(i.Id) && i.FichierSupprimeLe == null)
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.FichierSupprimeLe, now).SetProperty(i => i.Analyse, (string?)null), cancellationToken);
        await db.ExportFragments.Where(f => plan.ExportIds.Contains(f.ExportId)).ExecuteDeleteAsync(cancellationToken);
        await db.Exports.Where(e => plan.ExportIds.Contains(e.Id) && e.FichierSupprimeLe == null)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.FichierSupprimeLe, now), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Does a file name the person? One that can't be read may, so it counts as one that does.</summary>
    private static async Task<bool> HoldsAsync(Func<Stream> open, IReadOnlyList<Aiguille> aiguilles, CancellationToken cancellationToken)
    {
        var needles = new Regex(Aiguille.ExpressionNet(aiguilles.Where(a => a.EstForte)), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromMinutes(5));
        try
        {
            await using var file = open();
            var start = new byte[4];
            if (await file.ReadAtLeastAsync(start, 4, throwOnEndOfStream: false, cancellationToken) == 4 && start is [(byte)'P', (byte)'K', 3, 4]) return await InZipAsync(file, needles, cancellationToken);
            foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Latin1])
            {
                file.Position = 0;
                if (await InTextAsync(file, encoding, needles, cancellationToken)) return true;
            }

            return false;
        }
        catch (Exception error) when (error is InvalidDataException or RegexMatchTimeoutException or System.Security.Cryptography.CryptographicException)
        {
            return true;
        }
    }

    private static async Task<bool> InZipAsync(Stream file, Regex needles, CancellationToken cancellationToken)
    {
        file.Position = 0;
        await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, null, cancellationToken);
        foreach (var entry in zip.Entries)
        {
            await using var content = await entry.OpenAsync(cancellationToken);
            if (await InTextAsync(content, Encoding.UTF8, needles, cancellationToken)) return true;
        }

        return false;
    }

    private static async Task<bool> InTextAsync(Stream content, Encoding encoding, Regex needles, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, Window, leaveOpen: true);
        var buffer = new char[Window];
        var (held, read) = (0, 0L);
        while (await reader.ReadAsync(buffer.AsMemory(held), cancellationToken) is > 0 and var count)
        {
            if ((read += count) > Limit || needles.IsMatch(buffer.AsSpan(0, held + count))) return true;
            // The end of one window is the start of the next: a name on the border is seen whole once.
            var end = held + count;
            held = Math.Min(Overlap, end);
            buffer.AsSpan(end - held, held).CopyTo(buffer);
        }

        return false;
    }
}
