using System.Globalization;
using System.Text.RegularExpressions;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements;
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
/// <param name="Texte">Every word of it: addresses, subject, bodies, names and texts of attachments.</param>
public sealed record CourrielLu(Guid? CourrielId, string Texte);

/// <summary>An e-mail in a file that is the person's, or may be.</summary>
/// <param name="Fichier">Its path below the folder of all; no name stands in it.</param>
/// <param name="Version">Its length: a file is written once; what was decided of one that couldn't be read isn't decided of what it says.</param>
/// <param name="EstSien">It is written to her or bears her address or number. False: it bears her name alone, which is also another's, or can't be read; somebody has to look.</param>
/// <param name="EstLu">False: what it says isn't known.</param>
public sealed record CourrielTrouve(string Fichier, string Version, bool EstSien, bool EstLu = true);

/// <summary>The e-mails of organisations that lie in files: an erasure looks there too, and nothing stays longer than it is of use.</summary>
public sealed class CourrielsEnFichiers(DossierCourriels dossier)
{
    /// <summary>What the findings in files are called beside those in tables.</summary>
    public const string Table = "fichiers_courriel", Colonne = "eml";

    /// <summary>An e-mail that nobody took from its file by then won't be sent; the letter is in its request.</summary>
    internal static readonly TimeSpan Conservation = TimeSpan.FromDays(30);

    /// <summary>Files that are the person's, or may be. One that can't be read may, when it lies in the organisation's own folder.</summary>
    public async Task<IReadOnlyList<CourrielTrouve>> FindAsync(AppDbContext db, Personne personne, CancellationToken cancellationToken)
    {
        Aiguille[] strong = [.. personne.Aiguilles.Where(a => a.EstForte)];
        if (dossier.De(db.TenantId) is not { } own || strong.Length == 0) return [];
        var found = FilesOf(own).Select(f => Look(f, strong)).Where(f => f.Trouve is not null).Select(f => f.Trouve!).ToList();
        // Those of before each organisation had a folder: whose they are is what their row says.
        var earlier = FilesOf(dossier.Racine!).Select(f => Look(f, strong)).Where(f => f is { Trouve: not null, CourrielId: not null }).ToList();
        var ids = earlier.ConvertAll(f => f.CourrielId!.Value);
        var mine = ids.Count == 0 ? [] : (await db.Courriels.Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancellationToken)).ToHashSet();
        return [.. found, .. earlier.Where(f => mine.Contains(f.CourrielId!.Value)).Select(f => f.Trouve!)];
    }

    /// <summary>Deletes a file. Doing it again changes nothing.</summary>
    /// <returns>False: it is still there, another program has it open or guards it.</returns>
    public bool Delete(string fichier)
    {
        var file = Path.Combine(dossier.Racine!, fichier);
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

    /// <summary>Tries again to delete what an erasure could not, whatever its age.</summary>
    public void DeleteRests(IEnumerable<string> fichiers)
    {
        if (dossier.Racine is null) return;
        foreach (var fichier in fichiers) Delete(fichier);
    }

    /// <summary>What a file says; null: it can't be read, or is gone.</summary>
    public string? TextOf(string fichier) => Read(Path.Combine(dossier.Racine!, fichier))?.Texte;

    /// <summary>The organisation is no more.</summary>
    public void DeleteAll(Guid tenantId)
    {
        if (dossier.De(tenantId) is { } own && Directory.Exists(own)) Directory.Delete(own, recursive: true);
    }

    /// <param name="tenantId">Whose; null: those of accounts, and of organisations that are no more.</param>
    /// <param name="now">The moment.</param>
    public void Purge(Guid? tenantId, DateTimeOffset now)
    {
        if ((tenantId is { } one ? dossier.De(one) : dossier.Racine) is not { } folder || !Directory.Exists(folder)) return;
        // Half an e-mail that nobody ended, too.
        var left = tenantId is null ? Directory.EnumerateDirectories(folder).SelectMany(Directory.EnumerateFiles) : [];
        foreach (var file in Directory.EnumerateFiles(folder).Concat(left).Where(f => File.GetLastWriteTimeUtc(f) < now - Conservation).ToList()) Delete(file);
    }

    private static IEnumerable<string> FilesOf(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal) : [];

    private (CourrielTrouve? Trouve, Guid? CourrielId) Look(string file, Aiguille[] strong)
    {
        if (new FileInfo(file) is not { Exists: true } info) return (null, null);
        CourrielTrouve Found(bool estSien, bool estLu = true) => new(Path.GetRelativePath(dossier.Racine!, file).Replace(Path.DirectorySeparatorChar, '/'), (estLu ? "" : "?") + info.Length.ToString(CultureInfo.InvariantCulture), estSien, estLu);
        if (Read(file) is not { } read) return (Found(false, estLu: false), null);
        try
        {
            // Of nothing to look for the expression is empty, and stands everywhere.
            if (strong.Where(a => a.Genre != GenreAiguille.NomComplet).ToList() is { Count: > 0 } ways && Aiguille.Finds(read.Texte, ways)) return (Found(true), read.CourrielId);
            return (Aiguille.Finds(read.Texte, strong) ? Found(false) : null, read.CourrielId);
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
