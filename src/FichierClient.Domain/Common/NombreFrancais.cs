using System.Globalization;
using System.Text;

namespace FichierClient.Domain.Common;

/// <summary>Which character separates decimals; <see cref="Auto"/> takes the last of two kinds, and a lone one as decimal.</summary>
public enum SeparateurDecimal { Auto, Virgule, Point }

/// <summary>Numbers as people and spreadsheets write them: `1 234,56 €`, `(12.50)`, `1.234,5`, `-3`, `12-`, with any space as thousands.</summary>
public static class NombreFrancais
{
    /// <summary>The number, false when the text isn't one. An empty text isn't a number.</summary>
    public static bool TryParse(string? input, out decimal value, SeparateurDecimal separateur = SeparateurDecimal.Auto)
    {
        value = 0;
        if (string.IsNullOrWhiteSpace(input)) return false;
        var digits = new StringBuilder(input.Length);
        if (!TryStrip(input.AsSpan().Trim(), digits, out var negative)) return false;
        if (!TrySettleSeparators(digits, separateur)) return false;
        if (!decimal.TryParse(digits.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)) return false;
        if (negative) value = -value;
        return true;
    }

    /// <summary>The whole number, with any space between its thousands; false when the text isn't one or has a fraction.</summary>
    public static bool TryParseEntier(string? input, out int value)
    {
        value = 0;
        if (!TryParse(input, out var number) || number != decimal.Truncate(number) || number is < int.MinValue or > int.MaxValue) return false;
        value = (int)number;
        return true;
    }

    /// <summary>Keeps digits, commas and points; notes the sign; drops spaces, apostrophes, currency signs and codes.</summary>
    private static bool TryStrip(ReadOnlySpan<char> text, StringBuilder digits, out bool negative)
    {
        negative = text.Length > 2 && text[0] == '(' && text[^1] == ')';
        if (negative) text = text[1..^1];
        var signs = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c) || c is ',' or '.') digits.Append(c);
            else if (c is '-' or '−' or '+')
            {
                var edge = digits.Length == 0 || !text[(i + 1)..].ContainsAnyInRange('0', '9');
                if (!edge || ++signs > 1) return false;
                if (c != '+') negative = !negative;
            }
            else if (char.IsAsciiLetter(c))
            {
                if (!IsCurrencyCode(text, ref i)) return false;
            }
            else if (!char.IsWhiteSpace(c) && c is not ('\'' or '’') && char.GetUnicodeCategory(c) is not (UnicodeCategory.CurrencySymbol or UnicodeCategory.Format))
                return false;
        }
        return digits.Length > 0;
    }

    private static bool IsCurrencyCode(ReadOnlySpan<char> text, ref int i)
    {
        var end = i;
        while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
        var code = text[i..end];
        foreach (var known in (ReadOnlySpan<string>)["EUR", "USD", "GBP", "CHF", "EUROS", "HT", "TTC", "F"])
        {
            if (!code.Equals(known, StringComparison.OrdinalIgnoreCase)) continue;
            i = end - 1;
            return true;
        }
        return false;
    }

    private static bool TrySettleSeparators(StringBuilder digits, SeparateurDecimal separateur)
    {
        var text = digits.ToString();
        int commas = text.Count(c => c == ','), points = text.Count(c => c == '.');
        var mark = separateur switch
        {
            SeparateurDecimal.Virgule => ',',
            SeparateurDecimal.Point => '.',
            _ when commas > 0 && points > 0 => text.LastIndexOf(',') > text.LastIndexOf('.') ? ',' : '.',
            _ when commas == 1 => ',',
            _ when points == 1 => '.',
            _ => ' ',
        };
        var (whole, fraction) = mark == ' ' || text.LastIndexOf(mark) < 0
            ? (text, "") : (text[..text.LastIndexOf(mark)], text[(text.LastIndexOf(mark) + 1)..]);
        if (whole.Contains(mark, StringComparison.Ordinal) || fraction.AsSpan().ContainsAny(',', '.') || !HasGroupsOfThree(whole)) return false;
        digits.Clear().Append(whole.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal));
        if (digits.Length == 0) digits.Append('0');
        if (fraction.Length > 0) digits.Append('.').Append(fraction);
        return whole.Length + fraction.Length > 0;
    }

    private static bool HasGroupsOfThree(string whole)
    {
        var groups = whole.Split(',', '.');
        return groups.Length == 1 || groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3);
    }
}
