using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Courriels;

/// <summary>Where e-mails are written while no mail server is set: a folder for each organisation.</summary>
/// <param name="Racine">The folder of those folders, and of the e-mails of accounts; null: this program writes none.</param>
/// <param name="Lire">Reads one file; throws what the reading of a damaged one throws.</param>
public sealed record DossierCourriels(string? Racine = null, Func<string, CourrielLu>? Lire = null)
{
    public string? De(Guid tenantId) => Racine is null ? null : Path.Combine(Racine, tenantId.ToString("N"));
}

/// <param name="CourrielId">The row that it was written from; null: it isn't an organisation's.</param>
/// <param name="Texte">Every word of it: addresses, subject, bodies, names and texts of attachments.</param>
public sealed record CourrielLu(Guid? CourrielId, string Texte);

/// <summary>The e-mails of organisations that lie in files: an erasure looks there too, and nothing stays longer than it is of use.</summary>
public sealed class CourrielsEnFichiers(DossierCourriels dossier)
{
    /// <summary>An e-mail that nobody took from its file by then won't be sent; the letter is in its request.</summary>
    private static readonly TimeSpan Conservation = TimeSpan.FromDays(30);

    /// <summary>Files that are written to the person or name her. One that can't be read, in the organisation's own folder, may.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(AppDbContext db, Personne personne, CancellationToken cancellationToken)
    {
        Aiguille[] strong = [.. personne.Aiguilles.Where(a => a.EstForte)];
        if (dossier.De(db.TenantId) is not { } own || strong.Length == 0) return [];
        var found = FilesOf(own).Where(f => Read(f) is not { } read || Aiguille.Finds(read.Texte, strong)).ToList();
        // Those of before each organisation had a folder: whose they are is what their row says.
        var earlier = FilesOf(dossier.Racine!).Select(f => (File: f, Read: Read(f))).Where(f => f.Read is { CourrielId: not null } read && Aiguille.Finds(read.Texte, strong)).ToList();
        var ids = earlier.ConvertAll(f => f.Read!.CourrielId!.Value);
        var mine = ids.Count == 0 ? [] : (await db.Courriels.Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancellationToken)).ToHashSet();
        return [.. found, .. earlier.Where(f => mine.Contains(f.Read!.CourrielId!.Value)).Select(f => f.File)];
    }

    /// <summary>Deletes what is written to the person or names her. Doing it again changes nothing.</summary>
    public async Task DeleteAsync(AppDbContext db, Personne personne, CancellationToken cancellationToken)
    {
        foreach (var file in await FindAsync(db, personne, cancellationToken)) File.Delete(file);
    }

    /// <summary>The organisation is no more.</summary>
    public void DeleteAll(Guid tenantId)
    {
        if (dossier.De(tenantId) is { } own && Directory.Exists(own)) Directory.Delete(own, recursive: true);
    }

    /// <param name="tenantId">Whose; null: those of accounts, and of organisations that are no more.</param>
    /// <param name="now">The moment.</param>
    public void Purge(Guid? tenantId, DateTimeOffset now)
    {
        if ((tenantId is { } one ? dossier.De(one) : dossier.Racine) is not { } folder) return;
        var left = tenantId is null && Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).SelectMany(FilesOf) : [];
        foreach (var file in FilesOf(folder).Concat(left).Where(f => File.GetLastWriteTimeUtc(f) < now - Conservation)) File.Delete(file);
    }

    private static IEnumerable<string> FilesOf(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal) : [];

    private CourrielLu? Read(string file)
    {
        try
        {
            return dossier.Lire?.Invoke(file);
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
