using System.Text.Json.Nodes;
using FichierClient.Application.Rgpd.Effacements;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>
/// Of what another record holds, the part that is about the person. An object that bears one of her identifiers is about her; one that only speaks of her
/// somewhere gives that place.
/// </summary>
/// <param name="aiguilles">What she is known by.</param>
internal sealed class Extrait(IReadOnlyList<Aiguille> aiguilles)
{
    private readonly List<Aiguille> strong = [.. aiguilles.Where(a => a.EstForte)];

    /// <param name="value">A value in which she was found.</param>
    /// <param name="isShared">It is known to hold another person too: only the places that name her.</param>
    public JsonNode Of(JsonNode value, bool isShared)
    {
        if (value is not (JsonObject or JsonArray)) return value.DeepClone();
        var parts = value is JsonObject row ? row.ToList() : [.. value.AsArray().Select(v => KeyValuePair.Create("", v))];
        var hits = parts.FindAll(p => p.Value is not null && Aiguille.Finds(Text(p.Value), aiguilles));
        // The fields of one object are about the same person; a list may be one row's cells or one column's, whose cells are somebody's each.
        var isHers = (value is JsonObject && hits.Exists(p => p.Value is JsonValue && IsWhole(Text(p.Value)))) || (hits.Count == 0 && parts.TrueForAll(p => p.Value is null or JsonValue));
        if (isHers && !isShared) return value.DeepClone();
        var kept = hits.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Of(p.Value!, isShared)));
        if (hits.Count == 0) return JsonValue.Create(MotsDossier.NonIsolable);
        return value is JsonObject ? new JsonObject(kept) : new JsonArray([.. kept.Select(k => k.Value)]);
    }

    /// <summary>It is one of the identifiers that are hers alone, and nothing else.</summary>
    private bool IsWhole(string text) => strong.Count > 0 && Aiguille.Redact(text.Trim(), strong) == Aiguille.Marque;

    private static string Text(JsonNode? value) => DossierFichiers.Text(value);
}
