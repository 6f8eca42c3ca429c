using Npgsql;

namespace FichierClient.Web.Operations.Database.Embedded;

/// <summary>
/// The checkout's private PostgreSQL, shared by every command that runs at the same time: the first starts it (or adopts one
/// that a killed program left running), the last stops it; ended by anything else, it is started again. A shared file lock counts the users, so a <c>kill -9</c> uncounts itself.
/// </summary>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), Beat = TimeSpan.FromSeconds(2);

    private readonly DataFolder data;
    private readonly IEmbeddedCluster cluster;
    private readonly FileLock use;
    private readonly CancellationTokenSource ended = new();
    private readonly Task watching;
    private string? said;

    private EmbeddedPostgres(DataFolder data, IEmbeddedCluster cluster, FileLock use, DatabaseConnections connections, Action<string> remark)
    {
        (this.data, this.cluster, this.use, Connections) = (data, cluster, use, connections);
        watching = WatchAsync(remark);
    }

    public DatabaseConnections Connections { get; }

    public static async Task<EmbeddedPostgres> StartAsync(DataFolder data, Action<string> remark, CancellationToken cancellationToken)
    {
        data.Ensure();
        using var alone = await ChangeAsync(data, cancellationToken);
        var cluster = await ClusterSource.FindAsync(data, remark, cancellationToken);
        var use = await FileLock.AcquireAsync(UsePath(data), exclusive: false, Patience, cancellationToken);
        try
        {
            return new EmbeddedPostgres(data, cluster, use, await OpenAsync(data, cluster, cancellationToken), remark);
        }
        catch
        {
            await StopUnlessUsedAsync(data, cluster, use);
            throw;
        }
    }

    /// <summary>The administrator of the cluster itself: for other databases beside the program's.</summary>
    public string Administrator => Superuser(Port, GeneratedPasswords.In(data).Superuser);

    private int Port => new NpgsqlConnectionStringBuilder(Connections.App).Port;

    public static string Superuser(int port, string password) => Connection(port, "postgres", password, "postgres");

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await watching;
        ended.Dispose();
        NpgsqlConnection.ClearAllPools();
        using var alone = await ChangeAsync(data, CancellationToken.None);
        await StopUnlessUsedAsync(data, cluster, use);
    }

    /// <summary>A server that somebody killed, or that the system ended for want of memory, is started again within seconds.</summary>
    private async Task WatchAsync(Action<string> remark)
    {
        using var timer = new PeriodicTimer(Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token)) await StartAgainAsync(remark, ended.Token);
        }
        catch (OperationCanceledException)
        {
            // This program needs it no longer.
        }
    }

    private async Task StartAgainAsync(Action<string> remark, CancellationToken cancellationToken)
    {
        try
        {
            if (await cluster.IsRunningAsync(cancellationToken)) return;
            using var alone = await ChangeAsync(data, cancellationToken);
            var port = await cluster.StartAsync(GeneratedPasswords.In(data).Superuser, cancellationToken);
            said = null;
            remark(port == Port ? "PostgreSQL had ended and was started again." : $"PostgreSQL had ended. It listens on port {port} now, because {Port} was taken: start this program again.");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // What is left of a killed server may need a moment: the next beat tries again, and says only what is new.
            if (said == error.Message) return;
            said = error.Message;
            remark($"PostgreSQL has ended and doesn't start yet: {error.Message}");
        }
    }

    private static async Task<DatabaseConnections> OpenAsync(DataFolder data, IEmbeddedCluster cluster, CancellationToken cancellationToken)
    {
        var passwords = GeneratedPasswords.In(data);
        var port = await cluster.StartAsync(passwords.Superuser, cancellationToken);
        try
        {
            await using var superuser = new NpgsqlConnection(Superuser(port, passwords.Superuser));
            await superuser.OpenAsync(cancellationToken);
            await DatabaseRoles.EnsureOwnerAsync(superuser, passwords.Owner, cancellationToken);
            await DatabaseRoles.EnsureLoginAsync(superuser, DatabaseRoles.App, passwords.App, cancellationToken);
            await DatabaseRoles.EnsureScanAsync(superuser, cancellationToken);
        }
        catch (NpgsqlException error)
        {
            throw new OperatorException(ExitCodes.Database, $"The database in {data.Path} doesn't let its own program in: {error.Message}", error);
        }

        return new DatabaseConnections(
            Connection(port, DatabaseRoles.App, passwords.App, DatabaseRoles.DatabaseName),
            Connection(port, DatabaseRoles.Owner, passwords.Owner, DatabaseRoles.DatabaseName));
    }

    private static async Task StopUnlessUsedAsync(DataFolder data, IEmbeddedCluster cluster, FileLock use)
    {
        use.Dispose();
        using var last = FileLock.TryAcquire(UsePath(data), exclusive: true);
        if (last is not null)
        {
            await cluster.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Starting and stopping exclude each other.</summary>
    private static Task<FileLock> ChangeAsync(DataFolder data, CancellationToken cancellationToken) =>
        FileLock.AcquireAsync(data.File("postgres-change.lock"), exclusive: true, Patience, cancellationToken);

    private static string UsePath(DataFolder data) => data.File("postgres-use.lock");

    private static string Connection(int port, string role, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = role,
        Password = password,
        Database = database,
    }.ConnectionString;
}
