using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace FichierClient.Application.Demo;

/// <summary>Fills tables under row-level security, which COPY refuses: binary COPY to a temporary table, then one insert.</summary>
internal sealed class DemoTable(NpgsqlConnection connection)
{
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns, in the order of each row's values.</param>
    /// <param name="rows">Values, null where there is none; made while they are copied.</param>
    /// <param name="cancellationToken">Stops the filling.</param>
    [SuppressMessage("Security", "CA2100", Justification = "Names of tables and columns are constants of this program.")]
    public async Task FillAsync(string table, string columns, IEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        await ExecuteAsync($"create temporary table demo_rows on commit drop as select {columns} from {table} where false", cancellationToken);
        await using (var copy = await connection.BeginBinaryImportAsync($"copy demo_rows ({columns}) from stdin (format binary)", cancellationToken))
        {
            copy.Timeout = TimeSpan.FromHours(1);
            foreach (var row in rows)
            {
                await copy.StartRowAsync(cancellationToken);
                foreach (var value in row)
                {
                    if (value is null) await copy.WriteNullAsync(cancellationToken);
                    else await copy.WriteAsync(value, cancellationToken);
                }
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await ExecuteAsync($"insert into {table} ({columns}) select {columns} from demo_rows", cancellationToken);
        await ExecuteAsync("drop table demo_rows", cancellationToken);
    }

    [SuppressMessage("Security", "CA2100", Justification = "Constants of this program; values are parameters.")]
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
