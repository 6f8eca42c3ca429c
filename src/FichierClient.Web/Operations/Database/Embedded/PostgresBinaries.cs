using System.Globalization;
using System.Text.RegularExpressions;

namespace FichierClient.Web.Operations.Database.Embedded;

/// <summary>A PostgreSQL that is installed on this machine: its folder of programs and its major version.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Version)
{
    public const int LowestVersion = 15;

    public string InitDb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>
    /// The newest one, or the one of <paramref name="version"/>: an existing cluster can only be run by its own version.
    /// Looks where Debian, Red Hat and Homebrew put it, then in PATH and where <c>pg_config</c> points.
    /// </summary>
    public static async Task<PostgresBinaries?> FindAsync(int? version, CancellationToken cancellationToken)
    {
        PostgresBinaries? best = null;
        foreach (var folder in await FoldersWithAsync(cancellationToken, "pg_ctl", "initdb"))
        {
            if (await InspectAsync(folder, cancellationToken) is { } found
                && (version is null ? found.Version >= LowestVersion : found.Version == version)
                && found.Version > (best?.Version ?? 0))
            {
                best = found;
            }
        }

        return best;
    }

    /// <summary>Folders that hold all of these programs.</summary>
    internal static async Task<IEnumerable<string>> FoldersWithAsync(CancellationToken cancellationToken, params string[] programs)
    {
        var folders = new List<string>();
        foreach (var (parent, bin) in new[]
        {
            ("/usr/lib/postgresql", "bin"), ("/usr", "bin"), ("/opt/homebrew/opt", "bin"), ("/usr/local/opt", "bin"), ("/opt/postgresql", "bin"),
        })
        {
            if (Directory.Exists(parent))
            {
                folders.AddRange(Directory.EnumerateDirectories(parent).Select(folder => Path.Combine(folder, bin)));
            }
        }

        if (ChildProcess.Find(programs[0]) is { } inPath)
        {
            folders.Add(Path.GetDirectoryName(File.ResolveLinkTarget(inPath, returnFinalTarget: true)?.FullName ?? inPath)!);
        }

        if (ChildProcess.Find("pg_config") is { } config
            && await ChildProcess.RunAsync([config, "--bindir"], cancellationToken) is { Succeeded: true } answer)
        {
            folders.Add(answer.Output.Trim());
        }

        return folders.Where(folder => Array.TrueForAll(programs, program => File.Exists(Path.Combine(folder, program)))).Distinct();
    }

    private static async Task<PostgresBinaries?> InspectAsync(string folder, CancellationToken cancellationToken)
    {
        var answer = await ChildProcess.RunAsync([Path.Combine(folder, "pg_ctl"), "--version"], cancellationToken);
        var major = MajorVersion().Match(answer.Output);
        return answer.Succeeded && major.Success
            ? new PostgresBinaries(folder, int.Parse(major.Value, CultureInfo.InvariantCulture))
            : null;
    }

    [GeneratedRegex(@"(?<=PostgreSQL\)? )\d+", RegexOptions.CultureInvariant)]
    private static partial Regex MajorVersion();
}
