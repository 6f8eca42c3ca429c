using FichierClient.Application.Data;
using FichierClient.Domain.Imports;
using Npgsql;

namespace FichierClient.Application.Imports.Retrait;

/// <summary>
/// Takes images of records and makes records of them again, each in one statement a table. Names come from the catalogue, values are
/// parameters. What a row refers to may be gone when it comes back: an optional reference is then left empty, a part with a required
/// one is left out. What was merged since is its survivor, and a part that refers to what lies in the trash comes back all the same.
/// </summary>
internal static class ImageSql
{
    /// <summary>Keeps an image of records, unless there is one in this state already.</summary>
    public static Task TakeAsync(Lot lot, EtatImage etat, Guid[] ids, CancellationToken cancellationToken) => TakeAsync(lot, etat, ids, "", cancellationToken);

    /// <summary>Keeps an image of records that were there before the import; its own have none.</summary>
    public static Task TakeForeignAsync(Lot lot, Guid[] ids, CancellationToken cancellationToken) =>
        TakeAsync(lot, EtatImage.Avant, ids, "and not exists (select from modifications m where m.tenant_id = x.tenant_id and m.sujet_id = x.id and m.import_id = $2 and m.champ = '+')", cancellationToken);

    /// <summary>Makes records again that were taken back.</summary>
    /// <returns>Those that are there now; the others' place is taken.</returns>
    public static async Task<Guid[]> InsertAsync(Lot lot, Guid[] ids, CancellationToken cancellationToken)
    {
        var made = await IdsAsync(lot, Insert(lot.Fiches.Racine, EtatImage.Retiree) + " returning id", ids, cancellationToken);
        await InsertPartsAsync(lot, EtatImage.Retiree, made, cancellationToken);
        return made;
    }

    /// <summary>Gives records the values and parts of their images.</summary>
    public static async Task RestoreAsync(Lot lot, EtatImage etat, Guid[] ids, CancellationToken cancellationToken)
    {
        var root = lot.Fiches.Racine;
        var columns = root.Columns.Where(c => c is not ("tenant_id" or "id" or "cree_le" or "cree_par_id")).ToList();
        await ExecuteAsync(lot, $"""
            update {root.Nom} t set {string.Join(", ", columns.Select(c => $"{c} = {Restored(root, c, etat)}"))}
            from (select r.tenant_id, r.id, {string.Join(", ", columns.Select(c => $"{Value(root, c)} as {c}"))} {From(root, etat)}) s
            where t.tenant_id = s.tenant_id and t.id = s.id
            """, ids, cancellationToken);
        await DeletePartsAsync(lot, ids, cancellationToken);
        await InsertPartsAsync(lot, etat, ids, cancellationToken);
    }

    /// <summary>Gives records the rows of one of their parts that their images have.</summary>
    public static async Task RestorePartAsync(Lot lot, TableFiche part, EtatImage etat, Guid[] ids, CancellationToken cancellationToken)
    {
        await ExecuteAsync(lot, $"delete from {part.Nom} where tenant_id = $1 and {part.Proprietaire} = any ($4)", ids, cancellationToken);
        await ExecuteAsync(lot, Insert(part, etat), ids, cancellationToken);
    }

    /// <summary>Deletes records with their parts.</summary>
    public static async Task DeleteAsync(Lot lot, Guid[] ids, CancellationToken cancellationToken)
    {
        await DeletePartsAsync(lot, ids, cancellationToken);
        await ExecuteAsync(lot, $"delete from {lot.Fiches.Racine.Nom} where tenant_id = $1 and id = any ($4)", ids, cancellationToken);
    }

    /// <summary>Forgets images that were used.</summary>
    public static Task ForgetAsync(Lot lot, EtatImage etat, Guid[] ids, CancellationToken cancellationToken) =>
        ExecuteAsync(lot, $"delete from import_images where tenant_id = $1 and import_id = $2 and etat = '{etat}' and sujet = $3 and sujet_id = any ($4)", ids, cancellationToken);

    /// <summary>
    /// True in SQL when what the contact refuses isn't the import's alone: somebody registered refusals after the image was taken. None of them is lost, whatever was chosen: only the person
    /// takes an objection back (RGPD art. 21(3)).
    /// </summary>
    public static string RefusedSince(string id, EtatImage etat)
    {
        var lines = $"select from modifications m where m.tenant_id = $1 and m.sujet_id = {id} and m.champ = 'Oppositions'";
        return $"""
            (not exists ({lines} and m.import_id = $2) or exists ({lines} and m.import_id is distinct from $2 and m.fait_le >
                (select i.prise_le from import_images i where i.tenant_id = $1 and i.import_id = $2 and i.etat = '{etat}' and i.sujet = $3 and i.sujet_id = {id})))
            """;
    }

    /// <summary>Runs a statement on records: $1 organisation, $2 import, $3 kind, $4 ids, $5 now, then more.</summary>
    public static async Task ExecuteAsync(Lot lot, string sql, Guid[] ids, CancellationToken cancellationToken, params object[] more)
    {
        if (ids.Length == 0) return;
        await using var command = Command(lot, sql, ids, more);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs a query that gives ids, with the same parameters.</summary>
    public static async Task<Guid[]> IdsAsync(Lot lot, string sql, Guid[] ids, CancellationToken cancellationToken, params object[] more)
    {
        var found = new List<Guid>();
        await using var command = Command(lot, sql, ids, more);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) found.Add(reader.GetGuid(0));
        return [.. found];
    }

    public static NpgsqlCommand Command(Lot lot, string sql, Guid[] ids, params object[] more)
    {
        var command = new NpgsqlCommand(sql, lot.Connection);
        foreach (var value in (object[])[lot.TenantId, lot.ImportId, lot.Fiches.Sujet.ToString(), ids, lot.Now.ToUniversalTime(), .. more])
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        return command;
    }

    private static Task TakeAsync(Lot lot, EtatImage etat, Guid[] ids, string condition, CancellationToken cancellationToken)
    {
        var fiches = lot.Fiches;
        var parts = string.Concat(fiches.Parties.Select(p =>
            $", '{p.Nom}', coalesce((select jsonb_agg(to_jsonb(p)) from {p.Nom} p where p.tenant_id = x.tenant_id and p.{p.Proprietaire} = x.id), '[]')"));
        return ExecuteAsync(lot, $"""
            insert into import_images (tenant_id, id, import_id, sujet, sujet_id, etat, contenu, prise_le)
            select x.tenant_id, gen_random_uuid(), $2, $3, x.id, '{etat}', jsonb_build_object('{fiches.Racine.Nom}', jsonb_build_array(to_jsonb(x)){parts}), $5
            from {fiches.Racine.Nom} x where x.tenant_id = $1 and x.id = any ($4) {condition}
            on conflict (tenant_id, import_id, etat, sujet, sujet_id) do nothing
            """, ids, cancellationToken);
    }

    private static async Task DeletePartsAsync(Lot lot, Guid[] ids, CancellationToken cancellationToken)
    {
        foreach (var part in lot.Fiches.Parties)
            await ExecuteAsync(lot, $"delete from {part.Nom} where tenant_id = $1 and {part.Proprietaire} = any ($4)", ids, cancellationToken);
    }

    private static async Task InsertPartsAsync(Lot lot, EtatImage etat, Guid[] ids, CancellationToken cancellationToken)
    {
        foreach (var part in lot.Fiches.Parties) await ExecuteAsync(lot, Insert(part, etat), ids, cancellationToken);
    }

    private static string Insert(TableFiche table, EtatImage etat) => $"""
        insert into {table.Nom} ({string.Join(", ", table.Columns)})
        select {string.Join(", ", table.Columns.Select(c => Value(table, c)))} {From(table, etat)}
        {string.Concat(Parents(table).Select(r => table.Proprietaire == "id" ? $"and {r.IsThere("r." + r.Column)} " : $"and {r.Now("r." + r.Column)} is not null "))}
        {Order(table)} on conflict do nothing
        """;

    private static IEnumerable<Reference> Parents(TableFiche table) => table.References.Where(r => r.EstObligatoire && r.Column != table.Proprietaire);

    /// <summary>Of parts that would be the same since what they refer to was merged, the one that the merge keeps: it tells most, or was the survivor's.</summary>
    private static string Order(TableFiche table) => Parents(table).FirstOrDefault(r => r.EstFusionnable) is { } merged && table.Proprietaire != "id"
        ? $"order by num_nulls({string.Join(", ", table.Columns.Select(c => "r." + c))}), {merged.Now("r." + merged.Column)} = r.{merged.Column} desc, r.id"
        : "";

    /// <summary>A record's image holds when it was changed, but coming back is a change too.</summary>
    private static string Value(TableFiche table, string column)
    {
        if (column == "modifie_le") return "$5";
        // What belongs to a record that went to the trash since lies there with it, and returns with it.
        if (column == "supprime_le" && Parents(table).FirstOrDefault(r => r.ACorbeille) is { } parent)
            return $"coalesce((select f.supprime_le from {parent.Table} f where f.tenant_id = $1 and f.id = {parent.Now("r." + parent.Column)}), r.{column})";
        if (table.References.FirstOrDefault(r => r.Column == column && r.Column != table.Proprietaire) is not { } reference) return $"r.{column}";
        // A parent that was merged into its own subsidiary.
        return reference.Table == table.Nom ? $"nullif({reference.Now("r." + column)}, r.id)" : reference.Now("r." + column);
    }

    /// <summary>What a column of the record <c>t</c> becomes; <c>s</c> is its image.</summary>
    private static string Restored(TableFiche root, string column, EtatImage etat) =>
        column == "oppositions" ? $"case when {RefusedSince("t.id", etat)} then t.{column} | s.{column} else s.{column} end"
        : Parents(root).Any(r => r.Column == column) ? $"coalesce(s.{column}, t.{column})"
        : $"s.{column}";

    private static string From(TableFiche table, EtatImage etat) => $"""
        from import_images i cross join lateral jsonb_populate_recordset(null::{table.Nom}, i.contenu -> '{table.Nom}') r
        where i.tenant_id = $1 and i.import_id = $2 and i.sujet = $3 and i.etat = '{etat}' and i.sujet_id = any ($4)
        """;
}
