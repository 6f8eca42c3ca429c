using System.Text.Json.Nodes;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Connecteurs;
using Npgsql;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>
/// What a connected system reads of a person, from the one map of personal data: the columns of her record and of its parts whose category the system
/// declares, of those that the map marks as portable. So no note, no appreciation and nothing that the program computes goes out. Whose provenance a field has doesn't matter here: to a system that
/// works for the organisation data are disclosed for its purposes, and who received which is told (RGPD art. 15(1)(c)); what she takes along herself (art. 20) is <see cref="Dossiers.Portabilite"/>'s.
/// </summary>
internal sealed class ChampsTransmis
{
    private readonly Cartographie.Cartographie carte;
    private readonly IReadOnlyDictionary<string, TableTenant> tables;

    private ChampsTransmis(Cartographie.Cartographie carte, IReadOnlyDictionary<string, TableTenant> tables) => (this.carte, this.tables) = (carte, tables);

    public static async Task<ChampsTransmis> ReadAsync(AppDbContext db, NpgsqlConnection connection, CancellationToken cancellationToken) =>
        new(await Cartographie.Cartographie.ReadAsync(db, connection, cancellationToken), await Catalogue.ReadAsync(connection, cancellationToken));

    /// <summary>The columns of a kind of record, by table: its own, then those of its parts.</summary>
    public IReadOnlyList<(string Table, string? Lien, IReadOnlyList<string> Colonnes)> Of(Sujet sujet, CategoriesTransmises categories)
    {
        var root = sujet == Sujet.Contact ? "contacts" : "entreprises";
        var parts = tables.Values.SelectMany(t => t.Liens.Where(l => l.Vers == root && l.SuitSaCible && t.Nom.StartsWith(root[..^1] + "_", StringComparison.Ordinal)).Select(l => (t.Nom, (string?)l.Colonne)));
        return [.. parts.OrderBy(p => p.Nom, StringComparer.Ordinal).Prepend((Nom: root, null))
            .Select(p => (p.Nom, p.Item2, (IReadOnlyList<string>)[.. carte.De(p.Nom).Where(c => c.Portable && Allows(categories, c.Categorie)).Select(c => c.Colonne)])).Where(p => p.Item3.Count > 0)];
    }

    /// <summary>One person's data by table; rows that are over (a place of work that was left) aren't among them.</summary>
    public async Task<JsonObject> PersonneAsync(NpgsqlConnection connection, Guid tenantId, Sujet sujet, Guid id, CategoriesTransmises categories, CancellationToken cancellationToken)
    {
        var data = new JsonObject();
        foreach (var (table, lien, colonnes) in Of(sujet, categories))
        {
            var row = $"jsonb_strip_nulls(jsonb_build_object({string.Join(", ", colonnes.Select(c => $"'{c}', t.\"{c}\""))}{Place(table)}))";
            var over = tables[table].Colonne("jusqua") is null ? "" : " and (t.jusqua is null or t.jusqua >= current_date)";
            var rows = await Catalogue.RowsAsync(connection, $"select {row}::text from {table} t where t.tenant_id = $1 and t.{lien ?? "id"} = $2{over} order by t.id", r => JsonNode.Parse(r.GetString(0)), cancellationToken, tenantId, id);
            if (lien is null) data[table] = rows.Count > 0 ? rows[0] : null;
            else data[table] = new JsonArray([.. rows]);
        }

        return data;
    }

    private static bool Allows(CategoriesTransmises declared, CategorieDonnee categorie) =>
        Enum.TryParse<CategoriesTransmises>(categorie.ToString(), out var one) && declared.HasFlag(one);

    /// <summary>« Responsable achats » alone says half: where.</summary>
    private static string Place(string table) =>
        table == "contact_liens" ? ", 'entreprise', (select e.raison_sociale from entreprises e where e.tenant_id = t.tenant_id and e.id = t.entreprise_id)" : "";
}
