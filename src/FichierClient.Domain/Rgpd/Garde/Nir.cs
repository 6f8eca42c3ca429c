using System.Globalization;
using System.Text.RegularExpressions;

namespace FichierClient.Domain.Rgpd.Garde;

/// <summary>
/// The social security number (NIR, INSEE): 13 characters and a key, 97 − (N mod 97), with the departments of Corsica 2A and 2B read as 19 and 18.
/// </summary>
public static partial class Nir
{
    [GeneratedRegex(@"(?<![0-9A-Za-z])[1-478][\s.\-/]{0,2}\d\d[\s.\-/]{0,2}(?:0[1-9]|1[0-2]|[2-9]\d)[\s.\-/]{0,2}(?:\d\d|2[\s.\-/]?[ABab])[\s.\-/]{0,2}\d(?:[\s.\-/]{0,2}\d){5}[\s.\-/]{0,2}\d\d(?![0-9A-Za-z])")]
    private static partial Regex Forme();

    internal static IEnumerable<Signalement> Find(string texte) =>
        from Match match in Forme().Matches(texte)
        where IsValid(match.Value)
        select new Signalement(CategorieSensible.Nir, match.Index, match.Length, null);

    /// <summary>Whether the 15 characters, spaces and punctuation apart, have the right key.</summary>
    public static bool IsValid(string input)
    {
        var text = string.Concat(input.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (text.Length != 15) return false;
        var number = text[..13].Replace("2A", "19", StringComparison.Ordinal).Replace("2B", "18", StringComparison.Ordinal);
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && int.TryParse(text.AsSpan(13), NumberStyles.None, CultureInfo.InvariantCulture, out var key)
            && key == 97 - n % 97;
    }
}
