using System.Globalization;
using FichierClient.Application.Common;
namespace FichierClient.Application.Imports.Engine;

/// <summary>What a row did to one record.</summary>
internal readonly record struct RowEffect(bool Created, bool Changed, string Text)
{
    /// <summary>"Commune : Lyon → Dijon", in the words of the forms; a choice among records says its field alone.</summary>
    public static string Describe(string champ, object? before, object? after)
    {
        var label = Label(champ);
        return before is Guid || after is Guid ? label : Say(label, before, after);
    }

    /// <summary>A property in the words of the forms.</summary>
    public static string Label(string champ) => Texts.Find("Import_champ_" + champ) ?? champ;

    public static string Say(string label, object? before, object? after) => before is null
        ? Texts.Get("Import_valeur", label, Short(after))
        : Texts.Get("Import_valeur_changee", label, Short(before), Short(after));

    public static string List(IReadOnlyCollection<string> changes) => changes.Count == 0 ? "" : " : " + string.Join(" ; ", changes);

    private static string Short(object? value)
    {
        var language = CultureInfo.CurrentUICulture;
        var text = value switch
        {
            decimal number => number.ToString("#,##0.00##", language),
            DateOnly day => day.ToString("d", language),
            _ => Journal.TextOf(value) ?? Texts.Get("Import_vide"),
        };
        return text.Length > 60 ? text[..60] + "…" : text;
    }
}
