using System.Globalization;
using System.Text;

namespace FichierClient.Domain.Common;

/// <summary>Which character separates decimals; <see cref="Auto"/> takes the last of two kinds, and a lone one as decimal.</summary>
public enum SeparateurDecimal { Auto, Virgule, Point }

/// <summary>Numbers as people and spreadsheets write them: `1 234,56 €`, `(12.50)`, `1.234,5`, `-3`, `12-`, `12€50`, `1'250.-`, with blanks between groups of three digits.</summary>
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

    /// <summary>The same as somebody types it into a field: where the point is the decimal mark, a comma before three digits parts thousands, as the field itself shows them.</summary>
    /// <param name="input">What was typed.</param>
    /// <param name="ecriture">How numbers are shown to who typed it.</param>
    /// <param name="value">The number.</param>
    public static bool TryParse(string? input, CultureInfo ecriture, out decimal value) =>
        (ecriture.NumberFormat.NumberDecimalSeparator == "." && TryParse(input, out value, SeparateurDecimal.Point)) || TryParse(input, out value);

    /// <summary>The whole number as it is typed, with what parts thousands in this writing; false when the text isn't one or has a fraction.</summary>
    public static bool TryParseEntier(string? input, CultureInfo ecriture, out int value)
    {
        value = 0;
        if (!TryParse(input, ecriture, out var number) || number != decimal.Truncate(number) || number is < int.MinValue or > int.MaxValue) return false;
        value = (int)number;
        return true;
    }

    /// <summary>What stands before the next digit: nothing, thousands, a currency sign that may be the decimal mark, or the end of the number.</summary>
    private enum Ecart { Rien, Blanc, Signe, Fin }

    /// <summary>Stands in for a decimal mark that can be read one way only: « 12€50 », « 99.- ».</summary>
    private const char Sure = '€';

    private const char None = '\0';

    /// <summary>Keeps digits, commas and points, and blanks between digits; notes the sign; drops currency signs and codes.</summary>
    private static bool TryStrip(ReadOnlySpan<char> text, StringBuilder digits, out bool negative)
    {
        text = WithoutParentheses(text, out negative);
        var (signs, gap) = (0, Ecart.Rien);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c) || c is ',' or '.')
            {
                if (!TryBridge(text, i, gap, digits)) return false;
                digits.Append(c);
                gap = Ecart.Rien;
            }
            else if (IsDash(c) && IsForNoCents(text, i, digits)) gap = Ecart.Fin;
            else if (IsDash(c) || c == '+')
            {
                var edge = digits.Length == 0 || !text[(i + 1)..].ContainsAnyInRange('0', '9');
                if (!edge || ++signs > 1) return false;
                if (c != '+') negative = !negative;
            }
            else if (WordAt(text, i) is > 0 and var length) (i, gap) = (i + length - 1, Ecart.Fin);
            else if (EcartOf(c) is { } kind) gap = kind > gap ? kind : gap;
            else return false;
        }
        return digits.Length > 0;
    }

    /// <summary>« (100,00) € », « $(50.00) »: in parentheses is below zero.</summary>
    private static ReadOnlySpan<char> WithoutParentheses(ReadOnlySpan<char> text, out bool negative)
    {
        var bare = text;
        while (bare.Length > 0 && EcartOf(bare[0]) is not null) bare = bare[1..];
        while (bare.Length > 0 && EcartOf(bare[^1]) is not null) bare = bare[..^1];
        negative = bare.Length > 2 && bare[0] == '(' && bare[^1] == ')';
        return negative ? bare[1..^1] : text;
    }

    /// <summary>Whether the number may go on behind what stands between: blanks part thousands, a currency sign the cents, and a line another number.</summary>
    private static bool TryBridge(ReadOnlySpan<char> text, int i, Ecart gap, StringBuilder digits)
    {
        if (gap == Ecart.Rien || digits.Length == 0) return true;
        if (gap == Ecart.Blanc && !char.IsAsciiDigit(text[i])) return true;
        if (gap == Ecart.Fin || !char.IsAsciiDigit(digits[^1])) return false;
        var cents = gap == Ecart.Signe && i > 1 && EcartOf(text[i - 1]) == Ecart.Signe && char.IsAsciiDigit(text[i - 2])
            && text[i..].Length == 2 && char.IsAsciiDigit(text[i]) && char.IsAsciiDigit(text[i + 1]);
        if (gap == Ecart.Signe && !cents) return false;
        digits.Append(cents ? Sure : ' ');
        return true;
    }

    /// <summary>Swiss and German round amounts: « 1'250.- », « 99,— ».</summary>
    private static bool IsForNoCents(ReadOnlySpan<char> text, int i, StringBuilder digits)
    {
        if (i == 0 || digits.Length == 0) return false;
        if (digits[^1] == Sure) return IsDash(text[i - 1]);
        if (digits.Length == 1 || text[i - 1] is not (',' or '.') || text[(i + 1)..].ContainsAnyInRange('0', '9')) return false;
        digits[^1] = Sure;
        return true;
    }

    private static bool IsDash(char c) => c is '-' or '−' or '–' or '—';

    private static Ecart? EcartOf(char c) => c is '\n' or '\r' ? Ecart.Fin
        : char.IsWhiteSpace(c) || c is '\'' or '’' ? Ecart.Blanc
        : char.GetUnicodeCategory(c) switch { UnicodeCategory.CurrencySymbol => Ecart.Signe, UnicodeCategory.Format => Ecart.Rien, _ => null };

    /// <summary>Length of the currency's code, or of what says with or without tax, that begins here; 0: none does.</summary>
    public static int WordAt(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
        var code = text[start..end];
        foreach (var known in (ReadOnlySpan<string>)["EUR", "USD", "GBP", "CHF", "CAD", "AUD", "JPY", "CNY", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "MAD", "TND", "DZD", "XPF", "XOF", "XAF", "EUROS", "EURO", "HT", "TTC"])
            if (code.Equals(known, StringComparison.OrdinalIgnoreCase)) return code.Length;
        return 0;
    }

    private static bool TrySettleSeparators(StringBuilder digits, SeparateurDecimal separateur)
    {
        var text = digits.ToString();
        int commas = text.Count(c => c == ','), points = text.Count(c => c == '.');
        var mark = separateur switch
        {
            _ when text.Contains(Sure, StringComparison.Ordinal) => Sure,
            SeparateurDecimal.Virgule => ',',
            SeparateurDecimal.Point => '.',
            _ when commas > 0 && points > 0 => text.LastIndexOf(',') > text.LastIndexOf('.') ? ',' : '.',
            _ when commas == 1 => ',',
            _ when points == 1 => '.',
            _ => None,
        };
        var (whole, fraction) = mark == None || text.LastIndexOf(mark) < 0
            ? (text, "") : (text[..text.LastIndexOf(mark)], text[(text.LastIndexOf(mark) + 1)..]);
        if (whole.Contains(mark, StringComparison.Ordinal) || fraction.AsSpan().ContainsAny(',', '.', ' ') || !HasGroupsOfThree(whole)) return false;
        digits.Clear().Append(whole.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
        if (digits.Length == 0) digits.Append('0');
        if (fraction.Length > 0) digits.Append('.').Append(fraction);
        return whole.Length + fraction.Length > 0;
    }

    private static bool HasGroupsOfThree(string whole)
    {
        var groups = whole.Split(',', '.', ' ');
        return groups.Length == 1 || groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3);
    }
}
