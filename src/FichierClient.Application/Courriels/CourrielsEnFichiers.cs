using System.Globalization;
using System.Text.RegularExpressions;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Courriels;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Courriels;

/// <summary>Where e-mails are written while no mail server is set: a folder for each organisation.</summary>
/// <param name="Racine">The folder of those folders, and of the e-mails of accounts; null: this program writes none.</param>
/// <param name="Lire">Reads one file; throws what the reading of a damaged one throws.</param>
/// <param name="Supprimer">Deletes one file; null: from the disk.</param>
public sealed record DossierCourriels(string? Racine = null, Func<string, CourrielLu>? Lire = null, Action<string>? Supprimer = null)
{
    public string? De(Guid tenantId) => Racine is null ? null : Path.Combine(Racine, tenantId.ToString("N"));
}

/// <param name="CourrielId">The row that it was written from; null: it isn't an organisation's.</param>
/// <param name="Texte">Every word of it: addresses, subject, bodies, names of attachments and what stands in them.</param>
public sealed record CourrielLu(Guid? CourrielId, string Texte)
{
    /// <summary>False: something that is attached can't be read.</summary>
    public bool EstEntier { get; init; } = true;
}

/// <summary>An e-mail in a file that is the person's, or may be.</summary>
/// <param name="Fichier">Its path below the folder of all; no name stands in it.</param>
/// <param name="Version">Its length: a file is written once; what was decided of one that couldn't be read isn't decided of what it says.</param>
/// <param name="EstSien">It is written to her or bears her address or number. False: it bears her name alone, which is also another's, or can't be read; somebody has to look.</param>
/// <param name="EstLu">False: what it says isn't known.</param>
public sealed record CourrielTrouve(string Fichier, string Version, bool EstSien, bool EstLu = true);

/// <summary>The e-mails of organisations that lie in files: an erasure looks there too, and nothing stays longer than it is of use.</summary>
public sealed class CourrielsEnFichiers(DossierCourriels dossier, TimeProvider clock)
{
    /// <summary>What the findings in files are called beside those in tables.</summary>
    public const string Table = "fichiers_courriel", Colonne = "eml";

    /// <summary>An e-mail that nobody took from its file by then won't be sent; the letter is in its request.</summary>
    internal static readonly TimeSpan Conservation = TimeSpan.FromDays(30);

    /// <summary>Half an e-mail (.tmp) is somebody's who is writing it, for seconds; after this long nobody ends it, and it is looked at as a whole one is.</summary>
    private static readonly TimeSpan Ecriture = TimeSpan.FromHours(1);

    /// <summary>Files that are the person's, or may be. One that can't be read may, when it lies in the organisation's own folder: that it is there is written down, for the organisation to decide.</summary>
    public async Task<IReadOnlyList<CourrielTrouve>> FindAsync(AppDbContext db, Personne personne, CancellationToken cancellationToken)
    {
        Aiguille[] strong = [.. personne.Aiguilles.Where(a => a.EstForte)];
        if (dossier.De(db.TenantId) is not { } own || strong.Length == 0) return [];
        var found = FilesOf(own).Select(f => Look(f, strong)).Where(f => f.Trouve is not null).Select(f => f.Trouve!).ToList();
        // Those of before each organisation had a folder: whose they are is what their row says.
        var earlier = FilesOf(dossier.Racine!).Select(f => Look(f, strong)).Where(f => f is { Trouve: not null, CourrielId: not null }).ToList();
        var ids = earlier.ConvertAll(f => f.CourrielId!.Value);
        var mine = ids.Count == 0 ? [] : (await db.Courriels.Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancellationToken)).ToHashSet();
        await db.NoteAsync(found.Where(f => !f.EstLu).Select(f => (f.Fichier, WrittenAt(f.Fichier))), CauseCourriel.Illisible, clock.GetUtcNow(), cancellationToken);
        return [.. found, .. earlier.Where(f => mine.Contains(f.CourrielId!.Value)).Select(f => f.Trouve!)];
    }

    /// <summary>Deletes a file. Doing it again changes nothing.</summary>
    /// <returns>False: it is still there, another program has it open or guards it.</returns>
    public bool Delete(string fichier)
    {
        var file = PathOf(fichier);
        try
        {
            (dossier.Supprimer ?? File.Delete)(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Its folder may be gone, and it with it.
        }

        return !File.Exists(file);
    }

    /// <summary>What a file says; null: it can't be read, or is gone.</summary>
    public string? TextOf(string fichier) => Read(PathOf(fichier)) is { EstEntier: true } read ? read.Texte : null;

    /// <summary>The folder in which the organisation's files lie can be seen.</summary>
    public bool IsThere(Guid tenantId) => dossier.De(tenantId) is { } own && Directory.Exists(own);

    public bool Exists(string fichier) => dossier.Racine is not null && File.Exists(PathOf(fichier));

    /// <summary>It is there, and what it says isn't known.</summary>
    public bool IsUnread(string fichier) => Exists(fichier) && TextOf(fichier) is null;

    public DateTimeOffset WrittenAt(string fichier) => new(File.GetLastWriteTimeUtc(PathOf(fichier)), TimeSpan.Zero);

    /// <exception cref="InvalidOperationException">It leads out of the folder of e-mails.</exception>
    private string PathOf(string fichier)
    {
        var root = Path.GetFullPath(dossier.Racine!) + Path.DirectorySeparatorChar;
        var file = Path.GetFullPath(Path.Combine(root, fichier));
        return file.StartsWith(root, StringComparison.Ordinal) ? file : throw new InvalidOperationException("A file outside the folder of e-mails.");
    }

    private string NameOf(string file) => Path.GetRelativePath(dossier.Racine!, file).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The organisation is no more.</summary>
    public void DeleteAll(Guid tenantId)
    {
        if (dossier.De(tenantId) is { } own && Directory.Exists(own)) Directory.Delete(own, recursive: true);
    }

    /// <param name="tenantId">Whose; null: those of accounts, and of organisations that are no more.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Those that are still there: another program has them open or guards them.</returns>
    public IReadOnlyList<string> Purge(Guid? tenantId, DateTimeOffset now)
    {
        if ((tenantId is { } one ? dossier.De(one) : dossier.Racine) is not { } folder || !Directory.Exists(folder)) return [];
        // Half an e-mail that nobody ended, too.
        var left = tenantId is null ? Directory.EnumerateDirectories(folder).SelectMany(Directory.EnumerateFiles) : [];
        return [.. Directory.EnumerateFiles(folder).Concat(left).Where(f => File.GetLastWriteTimeUtc(f) < now - Conservation).Select(NameOf).ToList().Where(f => !Delete(f))];
    }

    private IEnumerable<string> FilesOf(string folder) => !Directory.Exists(folder) ? []
        : Directory.EnumerateFiles(folder).Where(f => f.EndsWith(".eml", StringComparison.Ordinal) || (f.EndsWith(".tmp", StringComparison.Ordinal) && File.GetLastWriteTimeUtc(f) < clock.GetUtcNow() - Ecriture)).Order(StringComparer.Ordinal);

    private (CourrielTrouve? Trouve, Guid? CourrielId) Look(string file, Aiguille[] strong)
    {
        if (new FileInfo(file) is not { Exists: true } info) return (null, null);
        CourrielTrouve Found(bool estSien, bool estLu = true) => new(NameOf(file), (estLu ? "" : "?") + info.Length.ToString(CultureInfo.InvariantCulture), estSien, estLu);
        if (Read(file) is not { } read) return (Found(false, estLu: false), null);
        try
        {
            // Of nothing to look for the expression is empty, and stands everywhere.
            if (strong.Where(a => a.Genre != GenreAiguille.NomComplet).ToList() is { Count: > 0 } ways && Aiguille.Finds(read.Texte, ways)) return (Found(true), read.CourrielId);
            return (!read.EstEntier ? Found(false, estLu: false) : Aiguille.Finds(read.Texte, strong) ? Found(false) : null, read.CourrielId);
        }
        catch (RegexMatchTimeoutException)
        {
            return (Found(false, estLu: false), read.CourrielId);
        }
    }

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
