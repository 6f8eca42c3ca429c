using System.Globalization;
using FichierClient.Application.Rgpd.Sauvegardes;
using FichierClient.Web.Operations.Database;

namespace FichierClient.Web.Operations.Sauvegardes;

/// <summary>A backup in the folder.</summary>
internal sealed record SauvegardeGardee(string Fichier, long Taille, EnteteSauvegarde Entete);

/// <summary>The folder of backups, <c>sauvegardes</c> below the data folder: closed to others, each file whole or not there.</summary>
internal sealed class DossierSauvegardes(DataFolder data)
{
    private const string Extension = ".sauvegarde";

    public string Folder { get; } = data.File("sauvegardes");

    public string NewFile(DateTimeOffset now)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Folder);
        else Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"fichierclient-{now.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}{Extension}"));
    }

    /// <summary>Every backup of the folder, the oldest first.</summary>
    public async Task<IReadOnlyList<SauvegardeGardee>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<SauvegardeGardee>();
        foreach (var path in Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*" + Extension) : [])
        {
            await using var file = File.OpenRead(path);
            if (await FormatSauvegarde.ReadHeaderAsync(file, cancellationToken) is { } entete) found.Add(new SauvegardeGardee(path, file.Length, entete));
        }

        return [.. found.OrderBy(f => f.Entete.Le)];
    }

    /// <summary>Deletes what is older than it may be; the latest one always stays.</summary>
    public async Task<IReadOnlyList<string>> DeleteExpiredAsync(ConservationSauvegardes conservation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = await ListAsync(cancellationToken);
        var expired = all.SkipLast(1).Where(s => conservation.IsExpired(s.Entete.Le, now)).Select(s => s.Fichier).ToList();
        expired.ForEach(File.Delete);
        return expired;
    }
}
