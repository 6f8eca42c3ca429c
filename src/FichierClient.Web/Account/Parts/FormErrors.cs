namespace FichierClient.Web.Account.Parts;

/// <summary>What a form refused, by field name; the empty name is the form itself.</summary>
public sealed class FormErrors
{
    private readonly List<KeyValuePair<string, string>> items = [];

    public IReadOnlyList<KeyValuePair<string, string>> Items => items;

    public string? Of(string field) => items.Find(i => i.Key == field).Value;

    public void Add(string field, string message) => items.Add(new(field, message));
}
