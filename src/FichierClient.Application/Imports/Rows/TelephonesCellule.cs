using System.Text.RegularExpressions;
using FichierClient.Application.Common;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Rows;

/// <summary>Several numbers in one cell, with labels or separators: « bureau 01…, port. 06… », « 01… - 06… ».</summary>
internal static partial class TelephonesCellule
{
    private static readonly string[] Liaisons = ["ou", "et", "puis", "or", "and", "tel", "t", "telephone", "phone", "ph", "num", "numero", "n", "pro", "perso", "direct", "ligne"];

    [GeneratedRegex(@"(?:(?:\+|00)\s?\d{1,3}[\s.\-]?(?:\(0\)\s?)?\d(?:[\s.\-]?\d){6,12}|(?<!\d)0[1-9](?:[\s.\-]?\d{2}){4})(?!\d)")]
    private static partial Regex Numero();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Mot();

    /// <summary>The numbers with the words before them as labels; empty when the cell says anything else.</summary>
    public static IReadOnlyList<NumeroTelephone> Split(string text, string? pays, string? libelle)
    {
        var (numbers, labels, from) = (new List<NumeroTelephone>(), new List<string?>(), 0);
        foreach (var match in Numero().Matches(text).Cast<Match>())
        {
            numbers.Add(Telephones.Read(match.Value, pays, null));
            labels.Add(LabelOf(text[from..match.Index]));
            from = match.Index + match.Length;
        }

        labels.Add(LabelOf(text[from..]));
        if (numbers.Count == 0 || numbers.Exists(n => n.E164 is null) || labels.Contains(null)) return [];
        // « 01… (bureau), 06… (mobile) »: the words stand behind.
        var shift = labels[0] == "" && labels[^1] != "" ? 1 : 0;
        return [.. numbers.Select((n, i) => n with { Libelle = labels[i + shift] is { Length: > 0 } label ? label : libelle })];
    }

    /// <summary>What the words say the number is, empty when they say nothing; null when a word is another thing.</summary>
    private static string? LabelOf(string before)
    {
        var label = "";
        if (before.Any(char.IsDigit)) return null;
        foreach (var word in Mot().Matches(before).Select(m => TexteNormalise.Of(m.Value)))
        {
            if (word is "mobile" or "mob" or "port" or "portable" or "gsm" or "cell" or "p" or "m") label = "Mobile";
            else if (word is "fax" or "telecopie" or "f") label = "Fax";
            else if (word is "bureau" or "fixe" or "std" or "standard" or "office" or "work" or "b") label = word is "std" or "standard" ? "Standard" : "Bureau";
            else if (word is "domicile" or "home" or "dom") label = "Domicile";
            else if (Array.IndexOf(Liaisons, word) < 0) return null;
        }

        return label;
    }
}
