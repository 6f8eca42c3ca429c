using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FichierClient.Web.Operations.Database.Embedded;

/// <summary>A cluster run by the machine's own PostgreSQL: loopback TCP only, a free port, passwords by SCRAM.</summary>
internal sealed class LocalCluster(PostgresBinaries binaries, ClusterUser user, string place) : IEmbeddedCluster
{
    private const string Settings = """

        # FichierClient: reached by its own program only.
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        max_connections = 200
        max_wal_size = '4GB'
        random_page_cost = 1.1
        """;

    /// <summary>A value that a constraint refuses stands in DETAIL, the words of a row that is copied in CONTEXT, a parameter with its statement: none of them goes into the server's log, which no erasure reads. Said at each start, so that clusters of before obey it too.</summary>
    private const string Journal = "-c log_error_verbosity=terse -c log_parameter_max_length=0 -c log_parameter_max_length_on_error=0 " + Retention;

    /// <summary>A statement's own words stay in the log for a week: a file for each day of it, begun anew when the day returns.</summary>
    private const string Retention = "-c logging_collector=on -c log_directory=log -c log_filename=postgresql-%a.log -c log_truncate_on_rotation=on -c log_rotation_age=1440 -c log_rotation_size=0";

    /// <summary>An eighth of the memory to PostgreSQL itself, the rest mostly to the system's cache of its files.</summary>
    private static string MemorySettings
    {
        get
        {
            var megabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024 / 1024;
            return string.Create(CultureInfo.InvariantCulture, $"""

                shared_buffers = '{Math.Clamp(megabytes / 8, 128, 2048)}MB'
                effective_cache_size = '{Math.Max(megabytes / 2, 256)}MB'

                """);
        }
    }

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, string> Locale = new() { ["LC_ALL"] = OperatingSystem.IsMacOS() ? "en_US.UTF-8" : "C.UTF-8" };

    private string Data => Path.Combine(place, "data");

    /// <summary>The version that made the cluster in this place, or null when there is none yet.</summary>
    public static int? VersionIn(string place)
    {
        var file = Path.Combine(place, "data", "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture) : null;
    }

    public async Task<int> StartAsync(string superuserPassword, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Data))
        {
            await InitialiseAsync(superuserPassword, cancellationToken);
        }

        // The processes of a server that was killed hold its memory until they notice, and PostgreSQL doesn't start beside them.
        var (killed, since) = (File.Exists(Path.Combine(Data, "postmaster.pid")), Stopwatch.GetTimestamp());
        for (var attempt = 1; ; attempt++)
        {
            if (await PostmasterFile.ReadAsync(Data, cancellationToken) is { Ready: true } running)
            {
                return running.Port;
            }

            // The port of before, unless another program listens there: who was connected finds it again.
            var port = PostmasterFile.LastPort(Data) is { } last && IsFree(last) ? last : FreePort();
            var log = Path.Combine(place, "postgres.log");
            ServerLogs.Forget(log, Data, TimeProvider.System);
            var started = await ChildProcess.RunAsync(
                user.Command(binaries.PgCtl, "start", "-w", "-t", "60", "-D", Data, "-l", log, "-o", $"-p {port} {Journal}"), cancellationToken, environment: Locale);
            if (started.Succeeded) continue;
            if (attempt >= 3 && (!killed || Stopwatch.GetElapsedTime(since) > Patience)) throw new OperatorException(ExitCodes.Database, $"PostgreSQL doesn't start (log: {log}, {Path.Combine(Data, "log")}).\n{started.Said}");
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
        }
    }

    public async Task<bool> IsRunningAsync(CancellationToken cancellationToken) => await PostmasterFile.FindAsync(Data, cancellationToken) is not null;

    public async Task StopAsync(CancellationToken cancellationToken) =>
        await ChildProcess.RunAsync(user.Command(binaries.PgCtl, "stop", "-w", "-t", "60", "-m", "fast", "-D", Data), cancellationToken, environment: Locale);

    /// <summary>In a folder of its own that is renamed at the end: an interrupted attempt leaves no half cluster.</summary>
    private async Task InitialiseAsync(string superuserPassword, CancellationToken cancellationToken)
    {
        var unfinished = Path.Combine(place, "data.unfinished");
        var passwordFile = Path.Combine(place, "superuser.unfinished");
        var script = """
            set -e; umask 077; rm -rf "$1"; cat > "$2"; shift 2
            "$@"
            """;
        var made = await ChildProcess.RunAsync(
            user.Command(
                "sh", "-c", script, "sh", unfinished, passwordFile,
                binaries.InitDb, "-D", unfinished, "-U", "postgres", "-A", "scram-sha-256", $"--pwfile={passwordFile}",
                "-E", "UTF8", $"--locale={Locale["LC_ALL"]}", "--data-checksums"),
            cancellationToken,
            input: superuserPassword,
            environment: Locale);
        File.Delete(passwordFile);
        if (!made.Succeeded)
        {
            throw new OperatorException(ExitCodes.Database, $"initdb failed.\n{made.Said}");
        }

        await File.AppendAllTextAsync(Path.Combine(unfinished, "postgresql.conf"), Settings + MemorySettings, cancellationToken);
        Directory.Move(unfinished, Data);
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
