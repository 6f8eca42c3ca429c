using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Data;

/// <summary>A column that refers to another table of the organisation.</summary>
/// <param name="Column">The column.</param>
/// <param name="Table">What it refers to.</param>
/// <param name="EstObligatoire">It is never empty.</param>
/// <param name="ACorbeille">What it refers to can be in the trash, where it takes no new rows.</param>
/// <param name="EstFusionnable">What it refers to can have become a part of another row of its table.</param>
internal sealed record Reference(string Column, string Table, bool EstObligatoire, bool ACorbeille, bool EstFusionnable)
{
    /// <summary>In SQL: the row of this id is there to be referred to.</summary>
    public string IsThere(string id) => $"exists (select from {Table} f where f.tenant_id = $1 and f.id = {id}{(ACorbeille ? " and f.supprime_le is null" : "")})";

    /// <summary>In SQL: what this id stands for now, in the trash or not: its row, or the one that this row was merged into; null when it is gone.</summary>
    public string Now(string id) => $"(select {(EstFusionnable ? "coalesce(f.survivant_id, f.id)" : "f.id")} from {Table} f where f.tenant_id = $1 and f.id = {id})";
}

/// <summary>A table as rows are copied from it and back.</summary>
/// <param name="Nom">The table.</param>
/// <param name="Proprietaire">The column that holds the record's id.</param>
/// <param name="Columns">All but the generated ones.</param>
/// <param name="References">What its rows refer to.</param>
internal sealed record TableFiche(string Nom, string Proprietaire, IReadOnlyList<string> Columns, IReadOnlyList<Reference> References);

/// <summary>
/// Of what rows a kind of record consists and which tables refer to it: read from the database's catalogue, so that a table or a
/// foreign key that is added later is followed without being named here.
/// </summary>
/// <param name="Sujet">The kind.</param>
/// <param name="Racine">The record itself.</param>
/// <param name="Parties">What is saved and deleted with it: its parts, its provenance.</param>
/// <param name="Utilisateurs">Tables whose rows keep it from being deleted, with the column that refers to it.</param>
internal sealed record Fiches(Sujet Sujet, TableFiche Racine, IReadOnlyList<TableFiche> Parties, IReadOnlyList<(string Table, string Column)> Utilisateurs)
{
    private static readonly (Sujet Sujet, Type Type)[] Kinds =
        [(Sujet.Produit, typeof(Produit)), (Sujet.Entreprise, typeof(Entreprise)), (Sujet.Contact, typeof(Contact)), (Sujet.Vente, typeof(Vente))];

    /// <summary>The kinds that imports write, in the order in which they refer to each other.</summary>
    /// <param name="db">For the model: which tables hold the parts of an aggregate.</param>
    /// <param name="connection">Open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<IReadOnlyDictionary<Sujet, Fiches>> ReadAsync(AppDbContext db, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var fiches = new Dictionary<Sujet, Fiches>();
        foreach (var (sujet, type) in Kinds)
        {
            var root = db.Model.FindEntityType(type)!;
            var table = root.GetTableName()!;
            var parts = new List<TableFiche>();
            foreach (var part in root.GetNavigations().Where(n => typeof(AggregatePart).IsAssignableFrom(n.TargetEntityType.ClrType)))
                parts.Add(await TableAsync(connection, part.TargetEntityType.GetTableName()!, part.ForeignKey.Properties[^1].GetColumnName(), cancellationToken));
            if (sujet is Sujet.Entreprise or Sujet.Contact) parts.Add(await TableAsync(connection, "provenances", "sujet_id", cancellationToken));
            var users = await UsersAsync(connection, table, cancellationToken);
            fiches[sujet] = new Fiches(sujet, await TableAsync(connection, table, "id", cancellationToken), parts, users.FindAll(u => !parts.Exists(p => p.Nom == u.Table && p.Proprietaire == u.Column)));
        }

        return fiches;
    }

    /// <summary>A table of the organisation.</summary>
    public static async Task<TableFiche> TableAsync(NpgsqlConnection connection, string table, string owner, CancellationToken cancellationToken)
    {
        var columns = await ReadAsync(connection, """
            select attname, '', false, false, false from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum
            """, table, cancellationToken);
        var references = await ReadAsync(connection, """
            select a.attname, c.confrelid::regclass::text, a.attnotnull,
                exists (select from pg_attribute t where t.attrelid = c.confrelid and t.attname = 'supprime_le' and not t.attisdropped),
                exists (select from pg_attribute t where t.attrelid = c.confrelid and t.attname = 'survivant_id' and not t.attisdropped)
            from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
            where c.contype = 'f' and c.conrelid = $1::regclass and a.attname <> 'tenant_id' order by 1
            """, table, cancellationToken);
        return new TableFiche(table, owner, columns.ConvertAll(c => c.Item1), references.ConvertAll(r => new Reference(r.Item1, r.Item2, r.Item3, r.Item4, r.Item5)));
    }

    private static async Task<List<(string Table, string Column)>> UsersAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken) =>
        (await ReadAsync(connection, """
            select c.conrelid::regclass::text, a.attname, false, false, false from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
            where c.contype = 'f' and c.confrelid = $1::regclass and c.confdeltype <> 'c' and a.attname <> 'tenant_id' order by 1, 2
            """, table, cancellationToken)).ConvertAll(u => (u.Item1, u.Item2));

    private static async Task<List<(string, string, bool, bool, bool)>> ReadAsync(NpgsqlConnection connection, string sql, string table, CancellationToken cancellationToken)
    {
        var rows = new List<(string, string, bool, bool, bool)>();
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = table });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) rows.Add((reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3), reader.GetBoolean(4)));
        return rows;
    }
}
