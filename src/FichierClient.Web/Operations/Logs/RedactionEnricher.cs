using FichierClient.Domain.Rgpd;
using Microsoft.Extensions.Compliance.Classification;
using Microsoft.Extensions.Compliance.Redaction;
using Serilog.Core;
using Serilog.Events;

namespace FichierClient.Web.Operations.Logs;

/// <summary>What the map of personal data says of a value, for the redactors.</summary>
internal static class TaxonomieDonnees
{
    public static DataClassification Personnelle { get; } = new("FichierClient", "Personnelle");
}

/// <summary>
/// Log properties that bear the name of a personal field of the map lose their value (rgpd.md 3.2): a name has no form by which <see cref="MaskingFormatter"/> could tell it. Free texts
/// aren't known by a name (an error has one too) and are never logged.
/// </summary>
internal sealed class RedactionEnricher(IRedactorProvider redactors) : ILogEventEnricher
{
    /// <summary>Fields of the map, and what a line of the program in English would call them.</summary>
    private static readonly HashSet<string> Names = new(
        typeof(DonneePersonnelleAttribute).Assembly.GetTypes().SelectMany(t => t.GetProperties())
            .Where(p => p.GetCustomAttributes(typeof(DonneePersonnelleAttribute), false) is [DonneePersonnelleAttribute { Categorie: not CategorieDonnee.TexteLibre }]).Select(p => p.Name)
            .Concat(["Name", "FirstName", "LastName", "UserName", "Mail", "EmailAddress", "Phone", "PhoneNumber"]), StringComparer.OrdinalIgnoreCase);

    private readonly Redactor redactor = redactors.GetRedactor(new DataClassificationSet(TaxonomieDonnees.Personnelle));

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var (name, value) in logEvent.Properties.ToList())
            if (Redact(name, value) is { } safe && !ReferenceEquals(safe, value)) logEvent.AddOrUpdateProperty(new LogEventProperty(name, safe));
    }

    private LogEventPropertyValue Redact(string name, LogEventPropertyValue value) => value switch
    {
        ScalarValue { Value: not null } scalar when Names.Contains(name) => new ScalarValue(redactor.Redact(scalar.Value.ToString())),
        StructureValue structure => new StructureValue(structure.Properties.Select(p => new LogEventProperty(p.Name, Redact(p.Name, p.Value))), structure.TypeTag),
        SequenceValue sequence => new SequenceValue(sequence.Elements.Select(e => Redact(name, e))),
        DictionaryValue dictionary => new DictionaryValue(dictionary.Elements.Select(e => KeyValuePair.Create(e.Key, Redact(e.Key.Value?.ToString() ?? "", e.Value)))),
        _ => value,
    };
}
