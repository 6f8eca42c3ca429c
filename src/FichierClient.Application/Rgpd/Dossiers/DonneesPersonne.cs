using System.Text.Json.Nodes;
using FichierClient.Application.Rgpd.Effacements;
using Npgsql;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>Rows of one table that are about a person.</summary>
/// <param name="Table">The table.</param>
/// <param name="Lignes">Each as JSON: keys of the program are left out.</param>
internal sealed record BlocDonnees(string Table, IReadOnlyList<JsonObject> Lignes)
{
    /// <summary>Keys of these rows, in their order.</summary>
    public IReadOnlyList<string> Cles { get; init; } = [];

    /// <summary>Rows that there are: what isn't copied is told.</summary>
    public int Total { get; init; } = Lignes.Count;
}

/// <summary>
/// Reads what the file holds on a person under her own records: the rows that name them by any key, and what hangs on those. Tables are read from
/// the catalogue, so that one that is added later is read. <see cref="MentionsPersonne"/> reads the rest.
/// </summary>
internal sealed class DonneesPersonne(NpgsqlConnection connection, IReadOnlyDictionary<string, TableTenant> catalogue, IReadOnlyList<Guid> fiches)
{
    /// <summary>Tables that hold the request itself, work of the program and of the DPO, or bytes that are encrypted.</summary>
    private static readonly string[] Internal =
        ["demandes", "demande_resolutions", "demande_personnes", "demande_etapes", "demande_pieces", "demande_courriers", "demande_dossiers", "demande_dossier_fragments",
        "demande_exemptions", "effacements", "modeles_lettre", "communications", "jobs", "export_fragments", "import_fragments", "entreprise_stats"];

    /// <summary>Columns by which a row names a record without being about it: it is about another company or person.</summary>
    private static readonly HashSet<string> AboutOthers = ["entreprises.maison_mere_id", "contact_liens.entreprise_id"];

    /// <summary>Records that were merged by mistake and taken apart again: their common image is another person's too, and hers stands in her record.</summary>
    private static string Standing(string alias) => $" and {alias}.defaite_le is null";

    /// <summary>Rows that were read, by table and key.</summary>
    public HashSet<(string Table, string Cle)> Lues { get; } = [];

    /// <summary>Rows that name the records, table by table.</summary>
    public async Task<IReadOnlyList<BlocDonnees>> ReadAsync(CancellationToken cancellationToken)
    {
        var tables = await TablesAsync(cancellationToken);
        var blocs = new List<BlocDonnees>();
        foreach (var table in tables)
        {
            var direct = table.Keys.Where(k => !AboutOthers.Contains($"{table.Name}.{k}")).Select(k => $"t.{k} = any ($1)").ToList();
            if (table.Name is "contacts" or "entreprises") direct.Add("t.id = any ($1)");
            foreach (var (column, parent) in table.Parents.Where(p => p.Parent is "ventes" or "fusions"))
            {
                var keys = tables.First(t => t.Name == parent).Keys.Select(k => $"p.{k} = any ($1)");
                direct.Add($"exists (select from {parent} p where p.tenant_id = t.tenant_id and p.id = t.{column} and ({string.Join(" or ", keys)}){(parent == "fusions" ? Standing("p") : "")})");
            }

            if (direct.Count == 0) continue;
            if (await BlocAsync(table, $"({string.Join(" or ", direct)}){(table.Name == "fusions" ? Standing("t") : "")}", cancellationToken) is { } bloc) blocs.Add(bloc);
        }

        return blocs;
    }

    private async Task<BlocDonnees?> BlocAsync(TableLue table, string condition, CancellationToken cancellationToken)
    {
        var hidden = table.Hidden.Append("tenant_id").Select(h => $"'{h}'");
        var from = $"from {table.Name} t where t.tenant_id = fichier_tenant() and ({condition})";
        var rows = await Catalogue.RowsAsync(connection,
            $"select {catalogue[table.Name].CleSql}, (to_jsonb(t) - array[{string.Join(", ", hidden)}]{Entreprise(table)})::text {from} order by t.id limit {MentionsPersonne.MostRows}",
            r => (Cle: r.GetString(0), Row: JsonNode.Parse(r.GetString(1))!.AsObject()), cancellationToken, fiches.ToArray());
        if (rows.Count == 0) return null;
        foreach (var (cle, row) in rows)
        {
            Lues.Add((table.Name, cle));
            foreach (var empty in row.Where(p => p.Value is null).Select(p => p.Key).ToList()) row.Remove(empty);
        }

        var total = rows.Count < MentionsPersonne.MostRows ? rows.Count
            : (int)(await Catalogue.RowsAsync(connection, $"select count(*) {from}", r => r.GetInt64(0), cancellationToken, fiches.ToArray()))[0];
        return new BlocDonnees(table.Name, [.. rows.Select(r => r.Row)]) { Total = total, Cles = [.. rows.Select(r => r.Cle)] };
    }

    /// <summary>With the person's own rows the name of the company that they are about: « Responsable achats » alone says half.</summary>
    private static string Entreprise(TableLue table) => table.Name != "entreprises" && table.Parents.Contains(("entreprise_id", "entreprises"))
        ? " || jsonb_strip_nulls(jsonb_build_object('entreprise', (select e.raison_sociale from entreprises e where e.tenant_id = t.tenant_id and e.id = t.entreprise_id)))" : "";

    /// <param name="Name">The table.</param>
    /// <param name="Keys">Columns with ids, but its own and the tenant's.</param>
    /// <param name="Hidden">Columns that tell nobody anything: ids and bytes.</param>
    /// <param name="Parents">Foreign keys: column and table.</param>
    private sealed record TableLue(string Name, string[] Keys, string[] Hidden, (string Column, string Parent)[] Parents);

    private List<TableLue>? read;

    private async Task<List<TableLue>> TablesAsync(CancellationToken cancellationToken)
    {
        if (read is not null) return read;
        await using var command = new NpgsqlCommand(
            """
            select c.relname::text,
                coalesce(array_agg(a.attname::text) filter (where a.atttypid = 'uuid'::regtype and a.attname not in ('id', 'tenant_id')), '{}'),
                coalesce(array_agg(a.attname::text) filter (where a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype, 'bytea'::regtype)), '{}'),
                coalesce((select array_agg(k.attname || '>' || f.confrelid::regclass) from pg_constraint f join pg_attribute k on k.attrelid = f.conrelid and k.attnum = any (f.conkey)
                    where f.conrelid = c.oid and f.contype = 'f' and k.attname <> 'tenant_id'), '{}')
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege(c.oid, 'select')
                and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id') and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'id')
                and c.relname <> all ($1)
            group by c.oid, c.relname order by c.relname
            """, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = Internal });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        read = [];
        while (await reader.ReadAsync(cancellationToken))
            read.Add(new TableLue(reader.GetString(0), (string[])reader.GetValue(1), (string[])reader.GetValue(2), [.. ((string[])reader.GetValue(3)).Select(p => p.Split('>')).Select(p => (p[0], p[1]))]));
        return read;
    }
}
