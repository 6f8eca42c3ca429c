using Npgsql;

namespace FichierClient.IntegrationTests.Isolation;

/// <summary>A table of the client file as PostgreSQL's catalogue tells it, mapped by EF or not.</summary>
/// <param name="Name">Its name in schema public.</param>
/// <param name="Columns">Those that can be written: generated ones are left out.</param>
/// <param name="References">Foreign keys, without the part that is the tenant.</param>
internal sealed record TenantTable(string Name, IReadOnlyList<TenantColumn> Columns, IReadOnlyList<TenantReference> References)
{
    private const string ColumnsSql = """
        select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped)
        order by c.relname, a.attnum
        """;

    private const string ReferencesSql = """
        select k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text
        from pg_constraint k cross join lateral unnest(k.conkey) as n(attnum)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.attnum
        where k.contype = 'f' and k.connamespace = 'public'::regnamespace and a.attname <> 'tenant_id'
        """;

    /// <summary>Every table of schema public that has a tenant_id.</summary>
    public static async Task<IReadOnlyList<TenantTable>> ReadAsync(NpgsqlConnection connection)
    {
        var references = await connection.RowsAsync(ReferencesSql, r => (Table: r.GetString(0), Reference: new TenantReference(r.GetString(1), r.GetString(2))));
        var columns = await connection.RowsAsync(ColumnsSql, r => (Table: r.GetString(0), Column: new TenantColumn(r.GetString(1), r.GetString(2), r.GetBoolean(3))));
        return [.. columns.GroupBy(c => c.Table, c => c.Column)
            .Select(g => new TenantTable(g.Key, [.. g], [.. references.Where(r => r.Table == g.Key).Select(r => r.Reference)]))];
    }

    public override string ToString() => Name;
}

internal sealed record TenantColumn(string Name, string Type, bool Required);

/// <summary>The column holds an id of the other table, in the same organisation.</summary>
internal sealed record TenantReference(string Column, string Table);

internal static class SqlRows
{
    /// <summary>All rows of a query, each read by a function.</summary>
    public static async Task<List<T>> RowsAsync<T>(this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    public static async Task<int> ExecuteAsync(this NpgsqlConnection connection, string sql, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// Runs a write and takes it back. Returns the number of rows it touched, or null when PostgreSQL refused it for one of
    /// these reasons; another error is thrown.
    /// </summary>
    public static async Task<int?> TryAsync(this NpgsqlConnection connection, string sql, string[] refusals, params object[] parameters)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            return await connection.ExecuteAsync(sql, parameters);
        }
        catch (PostgresException refused) when (refusals.Contains(refused.SqlState))
        {
            return null;
        }
    }
}
