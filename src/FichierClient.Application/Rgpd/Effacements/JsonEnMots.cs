using System.Text.Json;
using System.Text.Json.Nodes;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>The values of a JSON document one behind the other, as a person reads them.</summary>
internal static class JsonEnMots
{
    public static string Read(string json)
    {
        try
        {
            return string.Join(" · ", Words(JsonNode.Parse(json)));
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private static IEnumerable<string> Words(JsonNode? node) => node switch
    {
        JsonObject known => known.SelectMany(p => Words(p.Value)),
        JsonArray list => list.SelectMany(Words),
        JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number => [value.ToString()],
        _ => [],
    };
}
