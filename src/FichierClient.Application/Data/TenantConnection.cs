using System.Data.Common;
using Npgsql;

namespace FichierClient.Application.Data;

/// <summary>Connections of the app's role that carry a tenant, for SQL that doesn't go through a context.</summary>
public static class TenantConnection
{
    /// <summary>A connection from the pool on which row-level security shows one organisation.</summary>
    public static async Task<NpgsqlConnection> OpenTenantAsync(this NpgsqlDataSource source, Guid tenantId, CancellationToken cancellationToken = default)
    {
        if (tenantId == Guid.Empty) throw new ArgumentException("A connection to the client file has a tenant.", nameof(tenantId));
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = SetTenantCommand(connection, tenantId);
            await command.PrepareAsync(cancellationToken);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// The tenant, and in the same round trip how its queries are planned: they are short and many at once, so neither
    /// compiling them nor parallel workers pay, and the working set is in memory, so an index walk is cheap.
    /// </summary>
    /// <remarks>
    /// To be prepared before it runs, once per physical connection. Npgsql's reset then clears settings, cursors and temporary
    /// tables one by one instead of by DISCARD ALL, which would also drop the plans of the triggers: a vente planned them anew.
    /// </remarks>
    internal static DbCommand SetTenantCommand(DbConnection connection, Guid tenant)
    {
        var command = connection.CreateCommand();
        command.CommandText = """
            select set_config('app.tenant_id', $1, false), set_config('jit', 'off', false),
                set_config('max_parallel_workers_per_gather', '0', false), set_config('random_page_cost', '1.1', false)
            """;
        command.Parameters.Add(new NpgsqlParameter { Value = tenant.ToString() });
        return command;
    }
}
