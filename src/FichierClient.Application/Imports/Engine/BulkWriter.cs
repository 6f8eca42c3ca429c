using Npgsql;
using NpgsqlTypes;

namespace FichierClient.Application.Imports.Engine;

/// <summary>Writes many rows of a table in one statement: one array a column, put together by <c>unnest</c>.</summary>
internal sealed class BulkWriter<T>(string table, IReadOnlyList<Column<T>> columns)
{
    private readonly string names = string.Join(", ", columns.Select(c => c.Name));
    private readonly string parameters = string.Join(", ", columns.Select((_, i) => $"${i + 1}"));
    private readonly string assignments = string.Join(", ", columns.Where(c => c.Name is not ("tenant_id" or "id" or "cree_le" or "cree_par_id")).Select(c => $"{c.Name} = excluded.{c.Name}"));

    public IReadOnlyList<Column<T>> Columns { get; } = columns;

    /// <summary>Adds rows that don't exist yet.</summary>
    public Task InsertAsync(NpgsqlConnection connection, ImportTables tables, IReadOnlyList<T> rows, CancellationToken cancellationToken) =>
        ExecuteAsync(connection, $"insert into {tables.Write(table)} ({names}) select * from unnest({parameters})", rows, cancellationToken);

    /// <summary>Writes rows that exist, in the table or, in a preview, only in what lies under it.</summary>
    public Task UpsertAsync(NpgsqlConnection connection, ImportTables tables, IReadOnlyList<T> rows, CancellationToken cancellationToken) =>
        ExecuteAsync(connection, $"insert into {tables.Write(table)} ({names}) select * from unnest({parameters}) on conflict (tenant_id, id) do update set {assignments}", rows, cancellationToken);

    /// <summary>The values of a row, for a later <see cref="Differences"/>.</summary>
    public object?[] Snapshot(T row) => [.. Columns.Select(c => c.Get(row))];

    /// <summary>The told columns whose value changed since the snapshot.</summary>
    public IEnumerable<(string Champ, object? Before, object? After)> Differences(object?[] before, T row)
    {
        for (var i = 0; i < before.Length; i++)
        {
            if (Columns[i].Champ is not { } champ) continue;
            var after = Columns[i].Get(row);
            if (!Equals(before[i], after)) yield return (champ, before[i], after);
        }
    }

    private async Task ExecuteAsync(NpgsqlConnection connection, string sql, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var column in Columns)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | column.Type, Value = column.ToArray(rows) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
