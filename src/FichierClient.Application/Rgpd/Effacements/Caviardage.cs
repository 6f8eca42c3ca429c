using System.Text.Json;
using System.Text.Json.Nodes;
using FichierClient.Domain.Common;
using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>Takes a person's name, addresses and numbers out of the words of other records, and leaves the rest of the words.</summary>
internal sealed class Caviardage(NpgsqlConnection connection, Guid tenantId, Cartographie.Cartographie carte, IReadOnlyDictionary<string, TableTenant> tables)
{
    public async Task<List<Constat>> RunAsync(PlanEffacement plan, IReadOnlyList<Aiguille> aiguilles, CancellationToken cancellationToken)
    {
        var done = new List<Constat>();
        foreach (var place in plan.Mentions.Where(m => m.Decision == DecisionMention.Caviarder && !m.EstFichier).GroupBy(m => (m.Table, m.Colonne)))
        {
            var table = tables[place.Key.Table];
            var column = table.Colonne(place.Key.Colonne)!;
            var whole = carte.Trouver(table.Nom, column.Nom)?.Entier == true;
            var changed = 0;
            foreach (var mention in place) changed += await RedactAsync(table, column, mention, whole, aiguilles, cancellationToken);
            done.Add(new Constat(table.Nom, column.Nom, ActionEffacement.Caviarder, place.Count(), changed, PlanReader.BaseEffacement, null));
        }

        foreach (var file in plan.Mentions.Where(m => m.Decision == DecisionMention.Dossier).GroupBy(m => (m.Table, m.Colonne)))
            done.Add(new Constat(file.Key.Table, file.Key.Colonne, ActionEffacement.Conserver, file.Count(), file.Count(), PlanReader.BaseDossier, null));
        return done;
    }

    private async Task<int> RedactAsync(TableTenant table, ColonneTable column, Mention mention, bool whole, IReadOnlyList<Aiguille> aiguilles, CancellationToken cancellationToken)
    {
        string[] key = [mention.Cle];
        if (column.Type == "inet") return await WriteAsync(table, column, key, column.EstObligatoire ? throw new InvalidOperationException($"{column.Nom} can't be emptied.") : DBNull.Value, cancellationToken);
        if (column.EstListe) return await RedactListAsync(table, column, key, [.. mention.EstForte ? aiguilles.Where(a => a.EstForte) : aiguilles], cancellationToken);
        var found = await Catalogue.RowsAsync(connection, $"select {column.Sql}::text from {table.Nom} where tenant_id = $1 and {table.CleParmi("$2")}", r => r.GetString(0), cancellationToken, tenantId, key);
        if (found is not [var before]) return 0;
        Aiguille[] needles = [.. mention.EstForte ? aiguilles.Where(a => a.EstForte) : aiguilles];
        var after = whole ? Aiguille.Marque : column.EstJson ? InJson(before, needles) : Aiguille.Redact(before, needles);
        // Found by the database and not here, or still found in what is left: the whole value goes rather than stay.
        if (after == before || Aiguille.Finds(after, needles)) after = column.EstJson ? "{}" : Aiguille.Marque;
        return await WriteAsync(table, column, key, after, cancellationToken);
    }

    /// <summary>Of a list the values that name her; all of them where no single one does.</summary>
    private async Task<int> RedactListAsync(TableTenant table, ColonneTable column, string[] key, Aiguille[] needles, CancellationToken cancellationToken)
    {
        var found = await Catalogue.RowsAsync(connection, $"select {column.Sql} from {table.Nom} where tenant_id = $1 and {table.CleParmi("$2")}", r => r.GetFieldValue<string[]>(0), cancellationToken, tenantId, key);
        if (found is not [var before]) return 0;
        string[] after = [.. before.Select(value => Aiguille.Finds(value, needles) ? Aiguille.Marque : value)];
        if (after.SequenceEqual(before) || Aiguille.Finds(string.Join(' ', after), needles)) after = [];
        return await Catalogue.ExecuteAsync(connection, $"update {table.Nom} set {column.Sql} = $3 where tenant_id = $1 and {table.CleParmi("$2")}", cancellationToken, tenantId, key, after);
    }

    private Task<int> WriteAsync(TableTenant table, ColonneTable column, string[] key, object value, CancellationToken cancellationToken) =>
        Catalogue.ExecuteAsync(connection, $"update {table.Nom} set {column.Sql} = $3::text::{column.Type} where tenant_id = $1 and {table.CleParmi("$2")}", cancellationToken, tenantId, key, value);

    private static string InJson(string json, Aiguille[] needles)
    {
        var root = Walk(JsonNode.Parse(json), needles);
        var after = root?.ToJsonString(Relaxed) ?? "null";
        if (!Aiguille.Finds(after, needles)) return after;
        // A first name and a family name that stand in two values side by side: neither names her alone.
        var words = needles.Where(a => a.Genre == GenreAiguille.NomComplet).SelectMany(a => TexteNormalise.Of(a.Valeur).Split(' ')).ToHashSet();
        return Apart(root, words)?.ToJsonString(Relaxed) ?? "null";
    }

    private static JsonNode? Apart(JsonNode? node, HashSet<string> words) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Apart(m.Value, words)))),
        JsonArray items => new JsonArray([.. items.Select(i => Apart(i, words))]),
        JsonValue value when value.TryGetValue<string>(out var text) && words.Contains(TexteNormalise.Of(text)) => JsonValue.Create(Aiguille.Marque),
        _ => node?.DeepClone(),
    };

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonNode? Walk(JsonNode? node, Aiguille[] needles)
    {
        switch (node)
        {
            case JsonObject members:
                var copy = new JsonObject();
                foreach (var (name, value) in members) copy[Aiguille.Redact(name, needles)] = Walk(value?.DeepClone(), needles);
                return copy;
            case JsonArray items:
                return new JsonArray([.. items.Select(i => Walk(i?.DeepClone(), needles))]);
            case JsonValue value when value.TryGetValue<string>(out var text):
                return JsonValue.Create(Aiguille.Redact(text, needles));
            case JsonValue number when Aiguille.Finds(number.ToJsonString(), needles):
                return JsonValue.Create(Aiguille.Marque);
            default:
                return node?.DeepClone();
        }
    }
}
