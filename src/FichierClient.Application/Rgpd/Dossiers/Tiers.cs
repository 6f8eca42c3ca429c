using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Effacements;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>Takes other persons' addresses, numbers and names out of a text that mentions the person who asks (RGPD art. 15(4)).</summary>
internal sealed partial class Tiers(IReadOnlyCollection<string> siens, IReadOnlyCollection<string> autresNoms)
{
    public const string Masque = "[tiers]";

    private readonly HashSet<string> hers = new(siens, StringComparer.OrdinalIgnoreCase);

    /// <param name="row">Changed in place.</param>
    /// <param name="columns">Only these; null: all.</param>
    public void Redact(JsonObject row, HashSet<string>? columns = null)
    {
        foreach (var (name, value) in row.Where(p => columns is null || columns.Contains(p.Key)).ToList())
            if (value is JsonValue text && text.TryGetValue<string>(out var read)) row[name] = Redact(read);
            else Redact(value);
    }

    private void Redact(JsonNode? node)
    {
        if (node is JsonObject inner) Redact(inner, null);
        if (node is not JsonArray list) return;
        for (var i = 0; i < list.Count; i++)
            if (list[i] is JsonValue text && text.TryGetValue<string>(out var read)) list[i] = Redact(read);
            else Redact(list[i]);
    }

    public string Redact(string text)
    {
        text = Email().Replace(text, m => TexteEmpreint.Begun(m.Value).Any(hers.Contains) ? m.Value : Masque);
        text = Phone().Replace(text, m => Telephones.E164(m.Value) is { } e164 && !hers.Contains(e164) ? Masque : m.Value);
        return autresNoms.Aggregate(text, (t, name) => t.Replace(name, Masque, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+")]
    private static partial Regex Email();

    [GeneratedRegex(@"(?:\+\d{2,3}|\b0)[ .\u00a0\u202f-]?\d(?:[ .\u00a0\u202f-]?\d){7,10}\b")]
    private static partial Regex Phone();
}
