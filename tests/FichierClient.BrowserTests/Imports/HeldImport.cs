using FichierClient.IntegrationTests.Infrastructure;
using Npgsql;

namespace FichierClient.BrowserTests.Imports;

/// <summary>Imports that stand still before the given rows are in, until they are let go: what a page shows meanwhile can be looked at.</summary>
internal sealed class HeldImport : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private HeldImport(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<HeldImport> AtAsync(TestDatabase database, params int[] rows)
    {
        await database.ScalarAsync<int>("""
            create or replace function hold_import() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock_shared(4711, new.rang::int); return new; end';
            create or replace trigger hold_import before update of rang on imports for each row execute function hold_import();
            """);
        var held = new HeldImport(new NpgsqlConnection(database.OwnerConnection));
        await held.connection.OpenAsync();
        foreach (var rang in rows) await held.ExecuteAsync("pg_advisory_lock", rang);
        return held;
    }

    public Task ReleaseAsync(int rang) => ExecuteAsync("pg_advisory_unlock", rang);

    public async ValueTask DisposeAsync()
    {
        await using (connection)
        {
            await using var command = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private async Task ExecuteAsync(string function, int rang)
    {
        await using var command = new NpgsqlCommand($"select {function}(4711, {rang})", connection);
        await command.ExecuteNonQueryAsync();
    }
}
