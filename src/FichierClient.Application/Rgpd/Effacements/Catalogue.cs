using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>A column as the catalogue knows it.</summary>
/// <param name="Nom">Its name.</param>
/// <param name="Type">PostgreSQL's name of its type.</param>
/// <param name="EstObligatoire">Not null.</param>
/// <param name="EstCalculee">The database computes it.</param>
/// <param name="EstModifiable">The reading role may write it; false: the table is a proof that nobody changes.</param>
public sealed record ColonneTable(string Nom, string Type, bool EstObligatoire, bool EstCalculee, bool EstModifiable)
{
    /// <summary>As it stands in a statement: some names are words of the language.</summary>
    public string Sql => $"\"{Nom}\"";

    /// <summary>It can hold words.</summary>
    public bool EstTexte => Type is "text" or "varchar" or "bpchar" or "json" or "jsonb" or "_text" or "inet" or "citext";

    /// <summary>An array of words: a finding empties it.</summary>
    public bool EstListe => Type == "_text";

    public bool EstJson => Type is "json" or "jsonb";
}

/// <summary>A column that refers to another table of the organisation.</summary>
public sealed record Lien(string Colonne, string Vers, bool EstObligatoire, bool SuitSaCible);

/// <summary>A table of the organisations.</summary>
/// <param name="Nom">The table.</param>
/// <param name="Cle">Its key without the tenant.</param>
/// <param name="Colonnes">All of its columns.</param>
/// <param name="Liens">Its foreign keys within the organisation.</param>
public sealed record TableTenant(string Nom, IReadOnlyList<string> Cle, IReadOnlyList<ColonneTable> Colonnes, IReadOnlyList<Lien> Liens)
{
    /// <summary>A row's key as one text, in SQL.</summary>
    public string CleSql => Cle is [var only] ? $"{only}::text" : $"concat_ws('/', {string.Join(", ", Cle)})";

    /// <summary>In SQL: the row has one of the keys in this parameter.</summary>
    public string CleParmi(string parameter) => Cle is ["id"] ? $"id = any ({parameter}::uuid[])" : $"{CleSql} = any ({parameter}::text[])";

    /// <summary>Endings of columns that name a member, a job, an import or an export: never a record of the file.</summary>
    private static readonly string[] Ailleurs = ["par_id", "by_id", "pour_id", "auteur_id", "membre_id", "utilisateur_id", "job_id", "import_id", "export_id", "demande_id", "effacement_id"];

    /// <summary>Columns with ids of records that no foreign key declares.</summary>
    public IEnumerable<string> ReferencesSouples =>
        Colonnes.Where(c => c.Type == "uuid" && c.Nom is not ("tenant_id" or "id") && !Liens.Any(l => l.Colonne == c.Nom)
            && !Ailleurs.Any(a => c.Nom.EndsWith(a, StringComparison.Ordinal))).Select(c => c.Nom);

    public ColonneTable? Colonne(string nom) => Colonnes.FirstOrDefault(c => c.Nom == nom);
}

/// <summary>The tables of the organisations, read from the database: one that is added later is searched and emptied without being named here.</summary>
public static class Catalogue
{
    public static async Task<IReadOnlyDictionary<string, TableTenant>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var keys = await RowsAsync(connection, """
            select c.relname, a.attname from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
            cross join lateral unnest(i.indkey) with ordinality k (attnum, place) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname <> 'tenant_id' order by c.relname, k.place
            """, r => (Table: r.GetString(0), Colonne: r.GetString(1)), cancellationToken);
        var columns = await RowsAsync(connection, """
            select c.relname, a.attname, t.typname, a.attnotnull, a.attgenerated <> '', has_column_privilege(c.oid, a.attnum, 'update') from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            join pg_type t on t.oid = a.atttypid
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'tenant_id' and not o.attisdropped) order by c.relname, a.attnum
            """, r => (Table: r.GetString(0), Colonne: new ColonneTable(r.GetString(1), r.GetString(2), r.GetBoolean(3), r.GetBoolean(4), r.GetBoolean(5))), cancellationToken);
        var references = await RowsAsync(connection, """
            select c.relname, a.attname, f.relname, a.attnotnull, k.confdeltype = 'c' from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
            where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and a.attname <> 'tenant_id' order by 1, 2
            """, r => (Table: r.GetString(0), Lien: new Lien(r.GetString(1), r.GetString(2), r.GetBoolean(3), r.GetBoolean(4))), cancellationToken);
        return columns.GroupBy(c => c.Table).ToDictionary(g => g.Key, g => new TableTenant(
            g.Key, [.. keys.Where(k => k.Table == g.Key).Select(k => k.Colonne)], [.. g.Select(c => c.Colonne)], [.. references.Where(r => r.Table == g.Key).Select(r => r.Lien)]));
    }

    internal static async Task<List<T>> RowsAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = Command(connection, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    }

    internal static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = Command(connection, sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA2100", Justification = "Names come from the database's catalogue, values are parameters.")]
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] parameters)
    {
        // A search reads every text of the organisation.
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return command;
    }
}
