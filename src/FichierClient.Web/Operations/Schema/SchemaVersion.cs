using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace FichierClient.Web.Operations.Schema;

/// <summary>How the database's schema compares with the program's.</summary>
/// <param name="Missing">Migrations that the program has and the database hasn't.</param>
/// <param name="Unknown">Migrations of the database that this program doesn't know: a newer program made it.</param>
internal sealed record SchemaVersion(IReadOnlyList<string> Missing, IReadOnlyList<string> Unknown)
{
    private static readonly Lazy<IReadOnlyList<IReadOnlyList<string>>> Expected = new(() =>
        [.. SchemaContext.All.Select(context => context.Migrations())]);

    public bool IsCurrent => Missing.Count == 0 && Unknown.Count == 0;

    /// <summary>Reads what was applied; any role of the program may.</summary>
    public static async Task<SchemaVersion> ReadAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        var missing = new List<string>();
        var unknown = new List<string>();
        foreach (var (context, expected) in SchemaContext.All.Zip(Expected.Value))
        {
            var applied = await AppliedAsync(connection, context, cancellationToken);
            missing.AddRange(expected.Except(applied));
            unknown.AddRange(applied.Except(expected));
        }

        return new SchemaVersion(missing, unknown);
    }

    /// <summary>The migrations noted in the context's history; none when the table isn't there yet.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The table's name is a constant of the program.")]
    internal static async Task<HashSet<string>> AppliedAsync(NpgsqlConnection connection, SchemaContext context, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("select to_regclass($1) is not null", connection) { Parameters = { new() { Value = context.History } } };
        if (!(bool)(await exists.ExecuteScalarAsync(cancellationToken))!)
        {
            return [];
        }

        await using var read = new NpgsqlCommand($"select migration_id from {context.History}", connection);
        await using var rows = await read.ExecuteReaderAsync(cancellationToken);
        var applied = new HashSet<string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellationToken))
        {
            applied.Add(rows.GetString(0));
        }

        return applied;
    }
}
