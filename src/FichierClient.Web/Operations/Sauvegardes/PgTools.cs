using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using FichierClient.Web.Operations.Database.Embedded;
using Npgsql;

namespace FichierClient.Web.Operations.Sauvegardes;

/// <summary>PostgreSQL's own pg_dump and pg_restore, fed and read as streams: nothing of a dump lies on a disk in clear.</summary>
internal sealed partial class PgTools(string folder)
{
    /// <summary>The oldest ones that can read this server: a newer dump couldn't be restored by the server that made it.</summary>
    public static async Task<PgTools> FindAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        var server = connection.PostgreSqlVersion.Major;
        (string Folder, int Version)? best = null;
        foreach (var folder in await PostgresBinaries.FoldersWithAsync(cancellationToken, "pg_dump", "pg_restore"))
        {
            var answer = await ChildProcess.RunAsync([Path.Combine(folder, "pg_dump"), "--version"], cancellationToken);
            if (answer.Succeeded && MajorVersion().Match(answer.Output) is { Success: true } match
                && int.Parse(match.Value, CultureInfo.InvariantCulture) is var version && version >= server && version < (best?.Version ?? int.MaxValue))
            {
                best = (folder, version);
            }
        }

        return best is { } found ? new PgTools(found.Folder) : throw new OperatorException(
            ExitCodes.Database, $"This needs pg_dump and pg_restore of PostgreSQL {server} or later: install postgresql-client-{server}.");
    }

    /// <summary>The database in the custom format, handed to <paramref name="read"/> as it comes.</summary>
    public Task DumpAsync(string connectionString, Func<Stream, Task> read, CancellationToken cancellationToken) =>
        RunAsync("pg_dump", ["--format=custom", "--no-password"], connectionString, process => read(process.StandardOutput.BaseStream), cancellationToken);

    /// <summary>Fills an empty database from what <paramref name="write"/> writes: all of it or nothing.</summary>
    public Task RestoreAsync(string connectionString, Func<Stream, Task> write, CancellationToken cancellationToken) =>
        RunAsync("pg_restore", ["--single-transaction", "--exit-on-error", "--no-password", $"--dbname={new NpgsqlConnectionStringBuilder(connectionString).Database}"], connectionString, async process =>
        {
            await write(process.StandardInput.BaseStream);
            process.StandardInput.Close();
        }, cancellationToken);

    private async Task RunAsync(string program, string[] arguments, string connectionString, Func<Process, Task> feed, CancellationToken cancellationToken)
    {
        using var process = Start(Path.Combine(folder, program), arguments, new NpgsqlConnectionStringBuilder(connectionString));
        try
        {
            var said = process.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                await feed(process);
            }
            catch (IOException) when (process.WaitForExit(TimeSpan.FromSeconds(10)) && process.ExitCode != 0)
            {
                // It ended before it had read everything: what it said tells why.
            }

            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0) throw new OperatorException(ExitCodes.Database, $"{program} failed.\n{(await said).Trim()}");
        }
        finally
        {
            // Given up in the middle, a single transaction leaves nothing behind.
            if (!process.HasExited) process.Kill();
        }
    }

    /// <summary>The password travels in the environment: arguments are visible to every user.</summary>
    private static Process Start(string program, string[] arguments, NpgsqlConnectionStringBuilder connection)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = OperatingSystem.IsWindows() ? "" : "/",
        };
        foreach (var (name, value) in new[]
        {
            ("PGHOST", connection.Host), ("PGPORT", connection.Port.ToString(CultureInfo.InvariantCulture)), ("PGUSER", connection.Username), ("PGPASSWORD", connection.Password),
            ("PGDATABASE", connection.Database), ("PGSSLMODE", connection.SslMode is SslMode.VerifyCA ? "verify-ca" : connection.SslMode is SslMode.VerifyFull ? "verify-full" : connection.SslMode.ToString().ToLowerInvariant()),
        })
        {
            if (!string.IsNullOrEmpty(value)) start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new OperatorException(ExitCodes.Database, $"{program} doesn't start: {error.Message}", error);
        }
    }

    [GeneratedRegex(@"(?<=PostgreSQL\)? )\d+", RegexOptions.CultureInvariant)]
    private static partial Regex MajorVersion();
}
