using System.Globalization;
using System.Text.RegularExpressions;

namespace FichierClient.Web.Operations.Database.Embedded;

/// <summary>What PostgreSQL writes into <c>postmaster.pid</c> while it runs, and what stays there when it was killed.</summary>
internal sealed partial record PostmasterFile(int ProcessId, int Port, bool Ready)
{
    /// <summary>
    /// The server that runs on this folder, or null. A file whose process is gone, or whose number another program
    /// received since, is stale: it is removed, because PostgreSQL would refuse to start for the second kind.
    /// Only for who may start the server: another's file, just written, would be removed in its place.
    /// </summary>
    public static async Task<PostmasterFile?> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var running = await FindAsync(folder, cancellationToken);
        if (running is null) File.Delete(Path.Combine(folder, "postmaster.pid"));
        return running;
    }

    /// <summary>The server that runs on this folder, or null; nothing is removed.</summary>
    public static async Task<PostmasterFile?> FindAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "postmaster.pid");
        if (!File.Exists(path))
        {
            return null;
        }

        // Lines: process, data folder, start time, port, socket folder, listen address, shared memory, status.
        var lines = await File.ReadAllLinesAsync(path, cancellationToken);
        if (lines.Length > 0 && int.TryParse(lines[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var process) && IsServerOf(process, folder))
        {
            var port = lines.Length > 3 ? int.Parse(lines[3], CultureInfo.InvariantCulture) : 0;
            return new PostmasterFile(process, port, lines.Length > 7 && lines[7].Trim() == "ready");
        }

        return null;
    }

    /// <summary>The port that the last server on this folder listened on, or null: PostgreSQL leaves its command line there.</summary>
    public static int? LastPort(string folder)
    {
        var options = Path.Combine(folder, "postmaster.opts");
        return File.Exists(options) && PortOption().Match(File.ReadAllText(options)) is { Success: true } found
            ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;
    }

    [GeneratedRegex("\"-p\" \"([0-9]+)\"")]
    private static partial Regex PortOption();

    private static bool IsServerOf(int process, string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            try
            {
                using var running = System.Diagnostics.Process.GetProcessById(process);
                return running.ProcessName.Contains("postgres", StringComparison.OrdinalIgnoreCase);
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        try
        {
            var command = File.ReadAllText($"/proc/{process}/cmdline").Split('\0');
            return command[0].Contains("postgres", StringComparison.Ordinal) && command.Contains(folder);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
