using FichierClient.Application.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace FichierClient.IntegrationTests.Isolation;

/// <summary>Makes one row of any table of the client file from its columns' types, so that a new table has its canaries by itself.</summary>
internal sealed class CanaryRows(IReadOnlyList<TenantTable> tables)
{
    private static readonly Dictionary<(string Table, string Column), string> EnumValues = ReadEnumValues();

    private readonly Dictionary<(Guid Tenant, string Table), Guid> ids = [];

    /// <summary>The id of a row that the organisation has in a table.</summary>
    public Guid IdOf(Guid tenant, string table) => ids[(tenant, table)];

    /// <summary>What free text of an organisation's canaries says: found elsewhere, it leaked.</summary>
    public static string TextOf(Guid tenant) => $"canari {tenant:N}";

    /// <summary>One row in every table that the organisation has none in, parents first.</summary>
    public async Task FillAsync(NpgsqlConnection owner, Guid tenant)
    {
        foreach (var table in ParentsFirst())
        {
            if (await AnyIdAsync(owner, table, tenant) is not { } id)
            {
                await using var insert = Insert(owner, table, tenant, id = Guid.CreateVersion7());
                await insert.ExecuteNonQueryAsync();
            }

            ids[(tenant, table.Name)] = id;
        }
    }

    /// <summary>A row that the organisation doesn't have yet; what it refers to is the organisation's own, unless <paramref name="given"/> says otherwise.</summary>
    public NpgsqlCommand Insert(NpgsqlConnection connection, TenantTable table, Guid tenant, Guid id, params (string Column, object? Value)[] given)
    {
        var command = connection.CreateCommand();
        var said = given.ToDictionary(g => g.Column, g => g.Value?.ToString());
        var values = table.Columns.Where(c => c.Required || said.ContainsKey(c.Name) || table.References.Any(r => r.Column == c.Name))
            .Select(c => (c, Value: said.TryGetValue(c.Name, out var value) ? value : ValueOf(table, c, tenant, id))).ToList();
        foreach (var (_, value) in values) command.Parameters.Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.CommandText = $"insert into {table.Name} ({string.Join(", ", values.Select(v => v.c.Name))}) values ({string.Join(", ", values.Select((v, i) => $"${i + 1}::{v.c.Type}"))})";
        return command;
    }

    private IEnumerable<TenantTable> ParentsFirst()
    {
        var waiting = tables.ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(t => t.References.All(r => r.Table == t.Name || !waiting.Exists(w => w.Name == r.Table)))
                ?? throw new InvalidOperationException($"Tables that refer to each other: {string.Join(", ", waiting)}.");
            waiting.Remove(next);
            yield return next;
        }
    }

    private static async Task<Guid?> AnyIdAsync(NpgsqlConnection owner, TenantTable table, Guid tenant)
    {
        var key = table.Columns.Any(c => c.Name == "id") ? "id" : "tenant_id";
        var found = await owner.RowsAsync($"select {key} from {table.Name} where tenant_id = $1 limit 1", r => r.GetGuid(0), tenant);
        return found.Count == 0 ? null : found[0];
    }

    private string? ValueOf(TenantTable table, TenantColumn column, Guid tenant, Guid id)
    {
        if (column.Name == "tenant_id") return tenant.ToString();
        if (column.Name == "id") return id.ToString();
        if (table.References.FirstOrDefault(r => r.Column == column.Name) is { } reference)
            return ids.TryGetValue((tenant, reference.Table), out var parent) ? parent.ToString() : null;
        if (EnumValues.TryGetValue((table.Name, column.Name), out var name)) return name;
        return column.Type switch
        {
            "uuid" => Guid.CreateVersion7().ToString(),
            "boolean" => "false",
            "date" or "timestamp with time zone" => "2026-01-15",
            "json" or "jsonb" => "{}",
            "bytea" => "\\x" + Convert.ToHexString(id.ToByteArray()),
            "inet" => "127.0.0.1",
            "interval" => "1 day",
            _ when column.Type.EndsWith("[]", StringComparison.Ordinal) => "{}",
            _ when column.Type.StartsWith("numeric", StringComparison.Ordinal) || column.Type is "integer" or "bigint" or "smallint" => "1",
            _ => TextOf(tenant),
        };
    }

    private static Dictionary<(string, string), string> ReadEnumValues()
    {
        using var db = new DesignTimeFactory().CreateDbContext([]);
        return db.Model.GetEntityTypes().SelectMany(e => e.GetFlattenedProperties().Select(p => (Table: e.GetTableName()!, Property: p)))
            .Select(x => (x.Table, Column: x.Property.GetColumnName(), Enum: Nullable.GetUnderlyingType(x.Property.ClrType) ?? x.Property.ClrType, x.Property))
            .Where(x => x.Enum.IsEnum && x.Property.GetColumnType() == "text")
            .ToDictionary(x => (x.Table, x.Column), x => Enum.GetNames(x.Enum)[0]);
    }
}
