using System.ComponentModel;
using System.Diagnostics;

namespace FichierClient.Web.Operations.Database.Embedded;

/// <summary>How a program of the system ended.</summary>
internal sealed record ChildResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>What it said, for a message to the operator.</summary>
    public string Said => string.Join('\n', new[] { Error.Trim(), Output.Trim() }.Where(text => text.Length > 0));
}

/// <summary>Runs programs of the system (initdb, pg_ctl, docker, apt-get) and waits for them.</summary>
internal static class ChildProcess
{
    /// <summary>A program that isn't there ends with 127, as in a shell.</summary>
    public static async Task<ChildResult> RunAsync(
        IReadOnlyList<string> command,
        CancellationToken cancellationToken,
        string? input = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        // "/" because another user may not be able to enter the caller's folder.
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = OperatingSystem.IsWindows() ? "" : "/",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            return new ChildResult(process.ExitCode, await output, await error);
        }
        catch (Win32Exception error)
        {
            return new ChildResult(127, "", $"{command[0]}: {error.Message}");
        }
    }

    /// <summary>Where a program of <c>PATH</c> is, or null.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
