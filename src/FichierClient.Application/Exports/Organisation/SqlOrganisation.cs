using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>SQL whose names come from the catalogue; values are parameters.</summary>
internal static class SqlOrganisation
{
    [SuppressMessage("Security", "CA2100", Justification = "Names of the catalogue and constants; values are parameters.")]
    public static async Task<int> RunAsync(this NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [SuppressMessage("Security", "CA2100", Justification = "Names of the catalogue and constants; values are parameters.")]
    public static async Task<object?> ValueAsync(this NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync(cancellationToken) is { } found and not DBNull ? found : null;
    }

    /// <summary>All migrations of this database.</summary>
    public static async Task<IReadOnlyCollection<string>> MigrationsAsync(this NpgsqlConnection connection, CancellationToken cancellationToken) =>
        (string[])(await connection.ValueAsync("select array_agg(migration_id::text) from \"__EFMigrationsHistory\"", cancellationToken))!;

    /// <summary>The last migration: what a ZIP and the database that loads it must agree on.</summary>
    public static async Task<string> SchemaAsync(this NpgsqlConnection connection, CancellationToken cancellationToken) =>
        (string)(await connection.ValueAsync("select max(migration_id) from \"__EFMigrationsHistory\"", cancellationToken))!;
}
