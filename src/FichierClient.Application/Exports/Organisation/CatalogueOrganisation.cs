using Npgsql;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>A column of a table of the organisation.</summary>
/// <param name="Nom">The column.</param>
/// <param name="Type">As PostgreSQL writes it.</param>
/// <param name="EstObligatoire">It is never empty.</param>
/// <param name="Cible">The table that it refers to, if any.</param>
internal sealed record ColonneOrganisation(string Nom, string Type, bool EstObligatoire, string? Cible);

/// <summary>A table of the organisation, without its tenant and its generated columns.</summary>
/// <param name="Nom">The table.</param>
/// <param name="Colonnes">What is written.</param>
/// <param name="Cle">The order of its rows.</param>
internal sealed record TableOrganisation(string Nom, IReadOnlyList<ColonneOrganisation> Colonnes, IReadOnlyList<string> Cle)
{
    /// <summary>The columns as SQL lists them.</summary>
    public string Liste => string.Join(", ", Colonnes.Select(c => $"\"{c.Nom}\""));
}

/// <summary>The tables of an organisation as PostgreSQL's catalogue tells them, parents first: one that is added later travels by itself.</summary>
internal static class CatalogueOrganisation
{
    private const string Sql = """
        select c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull,
            (select k.confrelid::regclass::text from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey) and a.attname <> 'tenant_id' limit 1),
            exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey))
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attname <> 'tenant_id'
          and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped)
        order by c.relname, a.attnum
        """;

    /// <summary>Every table that travels, in the order in which its rows can be written.</summary>
    public static async Task<IReadOnlyList<TableOrganisation>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = new List<(string Table, ColonneOrganisation Colonne, bool EstCle)>();
        await using (var command = new NpgsqlCommand(Sql, connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var cible = await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetString(4);
                rows.Add((reader.GetString(0), new ColonneOrganisation(reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), cible), reader.GetBoolean(5)));
            }
        }

        var tables = rows.Where(r => !HorsArchive.Tables.ContainsKey(r.Table)).GroupBy(r => r.Table).Select(g => new TableOrganisation(
            g.Key, [.. g.Select(r => r.Colonne).Where(c => !HorsArchive.Colonnes.ContainsKey($"{g.Key}.{c.Nom}"))], [.. g.Where(r => r.EstCle).Select(r => r.Colonne.Nom)]));
        return ParentsFirst([.. tables]);
    }

    private static List<TableOrganisation> ParentsFirst(List<TableOrganisation> waiting)
    {
        var ordered = new List<TableOrganisation>();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(t => t.Colonnes.All(c => c.Cible is null || c.Cible == t.Nom || !waiting.Exists(w => w.Nom == c.Cible)))
                ?? throw new InvalidOperationException($"Tables that refer to each other: {string.Join(", ", waiting.Select(w => w.Nom))}.");
            waiting.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }
}
