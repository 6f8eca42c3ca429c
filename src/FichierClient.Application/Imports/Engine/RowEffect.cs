using FichierClient.Application.Common;
namespace FichierClient.Application.Imports.Engine;

/// <summary>What a row did to one record.</summary>
internal readonly record struct RowEffect(bool Created, bool Changed, string Text)
{
    public static string Describe(string champ, object? before, object? after) => before is null
        ? $"{champ} : {Short(after)}"
        : $"{champ} : {Short(before)} → {Short(after)}";

    public static string List(IReadOnlyCollection<string> changes) => changes.Count == 0 ? "" : " : " + string.Join(" ; ", changes);

    private static string Short(object? value)
    {
        var text = Journal.TextOf(value) ?? Texts.Get("Import_vide");
        return text.Length > 60 ? text[..60] + "…" : text;
    }
}
