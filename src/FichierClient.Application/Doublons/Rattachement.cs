using FichierClient.Application.Data;
using Npgsql;

namespace FichierClient.Application.Doublons;

/// <summary>A column by which rows belong to records of a kind, with what moving such a row must respect. Read from the database's catalogue.</summary>
/// <param name="Table">The rows' table.</param>
/// <param name="Colonne">The column that refers to the record.</param>
/// <param name="Uniques">For each unique index that holds the column: the index's other columns but the tenant's.</param>
/// <param name="Vides">Columns of the table that can be empty.</param>
/// <param name="EstDatee">The table has <c>modifie_le</c>: an editor that is open elsewhere must notice.</param>
/// <param name="Entite">The entity whose part a row is, as table and column of the row; null when it stands for itself.</param>
internal sealed record Rattachement(TableFiche Table, string Colonne, IReadOnlyList<string[]> Uniques, IReadOnlyList<string> Vides, bool EstDatee, (string Table, string Colonne)? Entite)
{
    /// <summary>Columns that keep no record from being deleted and name one all the same: its sources, what it must be told, what Sirene proposes, go where it goes.</summary>
    private static readonly (string Table, string Column)[] SansCle = [("provenances", "sujet_id"), ("obligations_information", "contact_id"), ("propositions_sirene", "sujet_id")];

    /// <summary>Everything that refers to records of a kind, but their own parts.</summary>
    /// <param name="fiches">All kinds, to know whose parts the rows are.</param>
    /// <param name="fiche">The kind.</param>
    /// <param name="connection">Open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<IReadOnlyList<Rattachement>> ReadAsync(IEnumerable<Fiches> fiches, Fiches fiche, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var all = new List<Rattachement>();
        var kinds = fiches.ToList();
        foreach (var (table, column) in fiche.Utilisateurs.Concat(SansCle))
        {
            var owner = kinds.Find(f => !SansCle.Any(s => s.Table == table) && f.Parties.Any(p => p.Nom == table));
            all.Add(new Rattachement(
                await Fiches.TableAsync(connection, table, column, cancellationToken), column,
                await UniquesAsync(connection, table, column, cancellationToken),
                await NamesAsync(connection, table, "not attnotnull", cancellationToken),
                (await NamesAsync(connection, table, "attname = 'modifie_le'", cancellationToken)).Count > 0,
                owner is null ? null : (owner.Racine.Nom, owner.Parties.First(p => p.Nom == table).Proprietaire)));
        }

        return all;
    }

    private static async Task<IReadOnlyList<string[]>> UniquesAsync(NpgsqlConnection connection, string table, string column, CancellationToken cancellationToken)
    {
        var all = new List<string[]>();
        await using var command = new NpgsqlCommand("""
            select array_agg(a.attname::text order by a.attnum) filter (where a.attname not in ('tenant_id', $2))
            from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
            where i.indrelid = $1::regclass and i.indisunique group by i.indexrelid having bool_or(a.attname = $2)
            """, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = table });
        command.Parameters.Add(new NpgsqlParameter { Value = column });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) all.Add(reader.GetFieldValue<string[]>(0));
        return all;
    }

    private static async Task<List<string>> NamesAsync(NpgsqlConnection connection, string table, string condition, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await using var command = new NpgsqlCommand($"select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and {condition}", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = table });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) names.Add(reader.GetString(0));
        return names;
    }
}
