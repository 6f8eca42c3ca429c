using System.Text.Json.Nodes;
using Npgsql;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>Rows of one table that are about a person.</summary>
/// <param name="Table">The table.</param>
/// <param name="Lignes">Each as JSON: keys of the program are left out.</param>
internal sealed record BlocDonnees(string Table, IReadOnlyList<JsonObject> Lignes);

/// <summary>
/// Reads everything that the file holds on a person: the rows that name her records by any key, what hangs on them, and the rows
/// elsewhere whose text mentions her. Tables and columns are read from the map and the catalogue, so that a table that is added later is read.
/// </summary>
internal sealed class DonneesPersonne(NpgsqlConnection connection, Cartographie.Cartographie carte, IReadOnlyList<Guid> fiches)
{
    private const int MostMentions = 500;

    /// <summary>Tables that hold the request itself, work of the program and of the DPO, or bytes that are encrypted.</summary>
    private static readonly string[] Internal =
        ["demandes", "demande_resolutions", "demande_personnes", "demande_etapes", "demande_pieces", "demande_courriers", "demande_dossiers", "demande_dossier_fragments",
        "demande_exemptions", "effacements", "passage_sujets", "alertes_garde", "doublons", "modeles_lettre", "communications", "jobs", "export_fragments", "import_fragments", "entreprise_stats"];

    /// <summary>Columns by which a row names a record without being about it: it is about another company or person.</summary>
    private static readonly HashSet<string> AboutOthers = ["entreprises.maison_mere_id", "contact_liens.entreprise_id"];

    /// <summary>Records that were merged by mistake and taken apart again: their common image is another person's too, and hers stands in her record.</summary>
    private static string Standing(string alias) => $" and {alias}.defaite_le is null";

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
            var rows = await RowsAsync(table, $"({string.Join(" or ", direct)}){(table.Name == "fusions" ? Standing("t") : "")}", fiches.ToArray(), null, cancellationToken);
            if (rows.Count > 0) blocs.Add(new BlocDonnees(table.Name, rows));
        }

        return blocs;
    }

    /// <summary>Rows that name none of the records and whose text has one of the needles.</summary>
    public async Task<IReadOnlyList<BlocDonnees>> MentionsAsync(IReadOnlyList<string> needles, CancellationToken cancellationToken)
    {
        var blocs = new List<BlocDonnees>();
        if (needles.Count == 0) return blocs;
        var patterns = needles.Select(n => $"%{Common.SqlText.Literal(n)}%").ToArray();
        foreach (var table in await TablesAsync(cancellationToken))
        {
            var columns = carte.De(table.Name).Where(c => table.Texts.Contains(c.Colonne)).Select(c => $"t.{c.Colonne}::text ilike any ($1)").ToList();
            if (columns.Count == 0) continue;
            var named = table.Keys.Append(table.Name is "contacts" or "entreprises" ? "id" : null).OfType<string>().Select(k => $"coalesce(t.{k} = any ($2), false)").ToList();
            var not = named.Count == 0 ? "" : $" and not ({string.Join(" or ", named)})";
            var rows = await RowsAsync(table, $"({string.Join(" or ", columns)}){not}", patterns, fiches.ToArray(), cancellationToken);
            if (rows.Count > 0) blocs.Add(new BlocDonnees(table.Name, rows));
        }

        return blocs;
    }

    private async Task<List<JsonObject>> RowsAsync(TableLue table, string condition, object first, object? second, CancellationToken cancellationToken)
    {
        var hidden = table.Hidden.Append("tenant_id").Select(h => $"'{h}'");
        await using var command = new NpgsqlCommand(
            $"select (to_jsonb(t) - array[{string.Join(", ", hidden)}]{(second is null ? Entreprise(table) : "")})::text from {table.Name} t where t.tenant_id = fichier_tenant() and ({condition}) order by t.id limit {(second is null ? 1_000_000 : MostMentions)}", connection)
        { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter { Value = first });
        if (second is not null && condition.Contains("$2", StringComparison.Ordinal)) command.Parameters.Add(new NpgsqlParameter { Value = second });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<JsonObject>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = JsonNode.Parse(reader.GetString(0))!.AsObject();
            foreach (var empty in row.Where(p => p.Value is null).Select(p => p.Key).ToList()) row.Remove(empty);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>With the person's own rows the name of the company that they are about: « Responsable achats » alone says half.</summary>
    private static string Entreprise(TableLue table) => table.Name != "entreprises" && table.Parents.Contains(("entreprise_id", "entreprises"))
        ? " || jsonb_strip_nulls(jsonb_build_object('entreprise', (select e.raison_sociale from entreprises e where e.tenant_id = t.tenant_id and e.id = t.entreprise_id)))" : "";

    /// <param name="Name">The table.</param>
    /// <param name="Keys">Columns with ids, but its own and the tenant's.</param>
    /// <param name="Texts">Columns of text.</param>
    /// <param name="Hidden">Columns that tell nobody anything: ids and bytes.</param>
    /// <param name="Parents">Foreign keys: column and table.</param>
    private sealed record TableLue(string Name, string[] Keys, string[] Texts, string[] Hidden, (string Column, string Parent)[] Parents);

    private List<TableLue>? read;

    private async Task<List<TableLue>> TablesAsync(CancellationToken cancellationToken)
    {
        if (read is not null) return read;
        await using var command = new NpgsqlCommand(
            """
            select c.relname::text,
                coalesce(array_agg(a.attname::text) filter (where a.atttypid = 'uuid'::regtype and a.attname not in ('id', 'tenant_id')), '{}'),
                coalesce(array_agg(a.attname::text) filter (where a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'varchar'::regtype, 'json'::regtype)), '{}'),
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
            read.Add(new TableLue(reader.GetString(0), (string[])reader.GetValue(1), (string[])reader.GetValue(2), (string[])reader.GetValue(3), [.. ((string[])reader.GetValue(4)).Select(p => p.Split('>')).Select(p => (p[0], p[1]))]));
        return read;
    }
}
