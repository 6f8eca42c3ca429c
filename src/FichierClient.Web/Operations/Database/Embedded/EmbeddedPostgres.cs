using Npgsql;

namespace FichierClient.Web.Operations.Database.Embedded;

/// <summary>
/// The checkout's private PostgreSQL, shared by every command that runs at the same time: the first starts it (or adopts one
/// that a killed program left running), the last stops it. A shared file lock counts the users, so a <c>kill -9</c> uncounts itself.
/// </summary>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DataFolder data;
    private readonly IEmbeddedCluster cluster;
    private readonly FileLock use;

    private EmbeddedPostgres(DataFolder data, IEmbeddedCluster cluster, FileLock use, DatabaseConnections connections) =>
        (this.data, this.cluster, this.use, Connections) = (data, cluster, use, connections);

    public DatabaseConnections Connections { get; }

    public static async Task<EmbeddedPostgres> StartAsync(DataFolder data, Action<string> remark, CancellationToken cancellationToken)
    {
        data.Ensure();
        using var alone = await ChangeAsync(data, cancellationToken);
        var cluster = await ClusterSource.FindAsync(data, remark, cancellationToken);
        var use = await FileLock.AcquireAsync(UsePath(data), exclusive: false, Patience, cancellationToken);
        try
        {
            return new EmbeddedPostgres(data, cluster, use, await OpenAsync(data, cluster, cancellationToken));
        }
        catch
        {
            await StopUnlessUsedAsync(data, cluster, use);
            throw;
        }
    }

    /// <summary>The administrator of the cluster itself: for other databases beside the program's.</summary>
    public string Administrator => Superuser(new NpgsqlConnectionStringBuilder(Connections.App).Port, GeneratedPasswords.In(data).Superuser);

    public static string Superuser(int port, string password) => Connection(port, "postgres", password, "postgres");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        using var alone = await ChangeAsync(data, CancellationToken.None);
        await StopUnlessUsedAsync(data, cluster, use);
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
