using Npgsql;

namespace FichierClient.IntegrationTests.Infrastructure;

/// <summary>A lock that somebody else has until this is disposed of: what should wait for it is seen to wait, and then to read what was changed meanwhile.</summary>
internal sealed class HeldLock : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly TestDatabase database;

    private HeldLock(TestDatabase database, NpgsqlConnection connection) => (this.database, this.connection) = (database, connection);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="database">Where.</param>
    /// <param name="sql">What takes it.</param>
    public static async Task<HeldLock> TakeAsync(TestDatabase database, string sql)
    {
        var connection = new NpgsqlConnection(database.AdministratorConnection);
        await connection.OpenAsync(Token);
        await ExecuteAsync(connection, "begin", Token);
        await ExecuteAsync(connection, sql, Token);
        return new HeldLock(database, connection);
    }

    /// <summary>An advisory lock of an organisation.</summary>
    public static Task<HeldLock> OfAsync(TestDatabase database, string name, Guid tenantId) => TakeAsync(database, $"select pg_advisory_xact_lock(hashtextextended('{name}:{tenantId}', 0))");

    /// <summary>Until all of them wait for a lock; fails when one of them ended instead.</summary>
    public async Task AwaitAsync(params Task[] work)
    {
        while (!Array.Exists(work, w => w.IsCompleted) && await database.ScalarAsync<long>("select count(*) from pg_locks l join pg_stat_activity a using (pid) where a.datname = current_database() and not l.granted") < work.Length) await Task.Yield();
        Assert.DoesNotContain(work, w => w.IsCompleted);
    }

    public async ValueTask DisposeAsync()
    {
        if (connection.State == System.Data.ConnectionState.Open) await ExecuteAsync(connection, "rollback", CancellationToken.None);
        await connection.DisposeAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
