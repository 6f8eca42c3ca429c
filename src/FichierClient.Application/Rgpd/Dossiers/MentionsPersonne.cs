using System.Text.Json.Nodes;
using FichierClient.Application.Rgpd.Effacements;
using Npgsql;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>Where the words of other records speak of a person.</summary>
/// <param name="Sures">Rows in which something that is hers alone stands.</param>
/// <param name="Incertaines">Rows of where she works in which her family name stands alone.</param>
/// <param name="Tables">Tables that were read.</param>
/// <param name="Colonnes">Columns of words that were read.</param>
internal sealed record MentionsTrouvees(IReadOnlyList<BlocDonnees> Sures, IReadOnlyList<BlocDonnees> Incertaines, int Tables, int Colonnes);

/// <summary>
/// The rows elsewhere whose words mention a person: the search of an erasure (RGPD art. 15 and 17 reach the same places), so that what an erasure
/// would take is what an access gives. Of a row that is about something else, the places that name her leave, with its dates.
/// </summary>
internal sealed class MentionsPersonne(NpgsqlConnection connection, Guid tenantId, IReadOnlyDictionary<string, TableTenant> tables, Personne personne)
{
    /// <summary>Rows of one table that are copied into a package; how many there are is told where it reaches further.</summary>
    public const int MostRows = 100_000;

    /// <summary>An erasure's own row is its proof and holds no words of the person.</summary>
    private const string Preuve = "effacements";

    /// <summary>Tables whose images hold two persons when their records had been joined by mistake.</summary>
    private static readonly string[] Partagees = ["fusions", "fusion_mouvements"];

    /// <summary>What says of which kind a row is.</summary>
    private static readonly string[] Genres = ["type", "champ", "page"];

    /// <param name="seen">Rows that are in the package already, by table and key.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<MentionsTrouvees> ReadAsync(HashSet<(string Table, string Cle)> seen, CancellationToken cancellationToken)
    {
        var read = tables.Values.Where(t => t.Nom != Preuve && t.Cle.Count > 0).OrderBy(t => t.Nom, StringComparer.Ordinal).ToList();
        var found = await RecherchePersonne.SearchAsync(connection, read, tenantId, personne, int.MaxValue, cancellationToken);
        var rows = found.Where(f => !seen.Contains((f.Table, f.Cle)) && tables[f.Table].Colonne(f.Colonne) is { EstCalculee: false }).GroupBy(f => (f.Table, f.Cle))
            .Select(g => (g.Key.Table, g.Key.Cle, Colonnes: g.Select(f => f.Colonne).ToHashSet(), EstForte: g.Any(f => f.EstForte))).ToList();
        var (sure, unsure) = (new List<BlocDonnees>(), new List<BlocDonnees>());
        foreach (var group in rows.GroupBy(r => (r.Table, r.EstForte)).OrderBy(g => g.Key.Table, StringComparer.Ordinal))
            (group.Key.EstForte ? sure : unsure).Add(await BlocAsync(tables[group.Key.Table], group.ToDictionary(r => r.Cle, r => r.Colonnes), cancellationToken));
        return new MentionsTrouvees(sure, unsure, read.Count, read.Sum(t => t.Colonnes.Count(c => c.EstTexte)));
    }

    private async Task<BlocDonnees> BlocAsync(TableTenant table, Dictionary<string, HashSet<string>> rows, CancellationToken cancellationToken)
    {
        var extrait = new Extrait(personne.Aiguilles);
        var context = table.Colonnes.Where(c => c.Type is "date" or "timestamptz" || Genres.Contains(c.Nom)).Select(c => c.Nom).ToList();
        var columns = context.Concat(rows.Values.SelectMany(c => c)).Distinct().Select(c => $"'{c}', t.\"{c}\"");
        var read = await Catalogue.RowsAsync(connection,
            $"select {table.CleSql}, jsonb_strip_nulls(jsonb_build_object({string.Join(", ", columns)}))::text from {table.Nom} t where tenant_id = $1 and {table.CleParmi("$2")} order by 1",
            r => (Cle: r.GetString(0), Row: r.GetString(1)), cancellationToken, tenantId, rows.Keys.Order(StringComparer.Ordinal).Take(MostRows).ToArray());
        return new BlocDonnees(table.Nom, [.. read.Select(r => Cut(JsonNode.Parse(r.Row)!.AsObject(), rows[r.Cle], context, extrait, Partagees.Contains(table.Nom)))]) { Total = rows.Count };
    }

    private static JsonObject Cut(JsonObject row, HashSet<string> hits, List<string> context, Extrait extrait, bool isShared) =>
        new(row.Where(p => hits.Contains(p.Key) || context.Contains(p.Key))
            .Select(p => KeyValuePair.Create(p.Key, hits.Contains(p.Key) ? extrait.Of(Parsed(p.Value!), isShared) : p.Value?.DeepClone())));

    /// <summary>Some texts are JSON: what they hold is looked at part by part.</summary>
    private static JsonNode Parsed(JsonNode value)
    {
        if (value is not JsonValue text || !text.TryGetValue<string>(out var json) || json is not ['{', ..]) return value;
        try
        {
            return JsonNode.Parse(json) ?? value;
        }
        catch (System.Text.Json.JsonException)
        {
            return value;
        }
    }
}
