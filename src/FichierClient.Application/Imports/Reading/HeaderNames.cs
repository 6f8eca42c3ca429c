using System.Globalization;
using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading;

/// <summary>Column names that a person and a mapping can use.</summary>
public static class HeaderNames
{
    /// <summary>One name a column: on one line, without the `#` and `*` of exports, never empty, never twice the same.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> cells)
    {
        var names = new List<string>(cells.Count);
        var used = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < cells.Count; i++)
        {
            var name = Clean(cells[i]);
            if (name.Length == 0) name = Texts.Get("Import_colonne", i + 1);
            var times = used[name] = used.GetValueOrDefault(name) + 1;
            names.Add(times == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({times})"));
        }
        return names;
    }

    private static string Clean(string cell)
    {
        var words = cell.Split(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\uFEFF');
        var name = string.Join(' ', words).TrimStart('#', ' ').TrimEnd('*', ' ', ':');
        // Forms number their questions: « 1. Raison sociale ».
        var digits = name.TakeWhile(char.IsAsciiDigit).Count();
        return digits is > 0 and < 3 && name.Length > digits + 2 && name[digits] is '.' or ')' && name[digits + 1] == ' ' ? name[(digits + 2)..].TrimStart() : name;
    }

    private static IEnumerable<string> Split(this string text, Func<char, bool> isSeparator)
    {
        var from = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !isSeparator(text[i])) continue;
            if (i > from) yield return text[from..i];
            from = i + 1;
        }
    }
}
