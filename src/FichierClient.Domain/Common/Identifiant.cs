using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FichierClient.Domain.Common;

/// <summary>What SIREN, SIRET and TVA share: cleaning of typed or exported text, Luhn, and the damage that Excel does.</summary>
internal static partial class Identifiant
{
    /// <summary>A number that a spreadsheet rounded and wrote as `5,20850E+13`: the lost digits can't be found again.</summary>
    [GeneratedRegex(@"^[+-]?\d+([.,]\d+)?E[+-]?\d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scientifique();

    public static bool IsDamagedByExcel(string normal) => Scientifique().IsMatch(normal);

    /// <summary>Letters and digits in upper case, without spaces of any kind, dots, dashes or the `="…"` of exports; null when nothing is left.</summary>
    public static string? Clean(string? input)
    {
        if (string.IsNullOrWhiteSpace(input)) return null;
        var trimmed = input.Trim();
        if (IsDamagedByExcel(trimmed)) return trimmed.ToUpperInvariant();
        var kept = new StringBuilder(trimmed.Length);
        foreach (var c in trimmed)
        {
            if (!IsSeparator(c)) kept.Append(char.ToUpperInvariant(c));
        }
        return kept.Length == 0 ? null : kept.ToString();
    }

    private static bool IsSeparator(char c) =>
        char.IsWhiteSpace(c) || c is '.' or '\'' or '"' or '=' or '’' or '/'
        || char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format or UnicodeCategory.Control;

    public static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    public static bool Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var d = digits[digits.Length - 1 - i] - '0';
            if (i % 2 == 1 && (d *= 2) > 9) d -= 9;
            sum += d;
        }
        return sum % 10 == 0;
    }

    /// <summary>The reason when the text isn't exactly <paramref name="length"/> digits, null when it is.</summary>
    public static string? ShapeProblem(string normal, string name, int length)
    {
        if (IsDamagedByExcel(normal))
            return Messages.Get("Identifiant_abime", name, normal);
        if (!IsDigits(normal)) return Messages.Get("Identifiant_chiffres", name, normal);
        if (normal.Length != length) return Messages.Get("Identifiant_longueur", name, normal, normal.Length, length);
        return normal.All(c => c == '0') ? Messages.Get("Identifiant_zeros", name) : null;
    }
}
