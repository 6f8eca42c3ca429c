using System.Globalization;
using System.Text.RegularExpressions;

namespace FichierClient.Domain.Common;

/// <summary>
/// Intra-community VAT number. French: `FR`, a key of two characters, the SIREN (CGI art. 286 ter; Monaco has a block that starts
/// with 000 and no SIREN). Numbers of other countries are checked by their shape alone, and each has digits.
/// </summary>
public static partial class NumeroTva
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    [GeneratedRegex("^(?=.*[0-9].*[0-9])(AT|BE|BG|CY|CZ|DE|DK|EE|EL|GR|ES|FI|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI|GB|CHE|NO)[0-9A-Z+*]{2,13}$")]
    private static partial Regex Etranger();

    /// <summary>Upper case without spaces and punctuation; eleven characters that carry no country are French. Null when empty.</summary>
    public static string? Normalize(string? input)
    {
        if (Identifiant.Clean(input) is not { } tva) return null;
        return tva.Length == 11 && Identifiant.IsDigits(tva[2..]) && !tva.StartsWith("FR", StringComparison.Ordinal)
            && !Etranger().IsMatch(tva) ? "FR" + tva : tva;
    }

    /// <summary>A sentence that says what is wrong, null when the number is right or absent.</summary>
    public static string? Problem(string? input)
    {
        if (Normalize(input) is not { } tva) return null;
        if (Identifiant.IsDamagedByExcel(tva))
            return Messages.Get("Tva_abime", tva);
        if (tva.StartsWith("FR", StringComparison.Ordinal)) return FrenchProblem(tva);
        return Etranger().IsMatch(tva) ? null : Messages.Get("Tva_pays", tva);
    }

    /// <summary>The valid number in its normal form; otherwise false with the reason (null when the input is empty).</summary>
    public static bool TryParse(string? input, out string tva, out string? reason)
    {
        reason = Problem(input);
        tva = Normalize(input) ?? "";
        return reason is null && tva.Length > 0;
    }

    /// <summary>The number that belongs to a valid SIREN: a proposal, not a fact (the company may not be liable to VAT).</summary>
    public static string? Propose(string? siren) => Siren.TryParse(siren, out var normal, out _)
        ? string.Create(CultureInfo.InvariantCulture, $"FR{(12 + 3 * (int.Parse(normal, CultureInfo.InvariantCulture) % 97)) % 97:00}{normal}")
        : null;

    /// <summary>The SIREN inside a valid French number, null for Monaco and other countries.</summary>
    public static string? SirenOf(string? tva) =>
        TryParse(tva, out var normal, out _) && normal.StartsWith("FR", StringComparison.Ordinal) && normal[4..7] != "000" ? normal[4..] : null;

    private static string? FrenchProblem(string tva)
    {
        if (tva.Length != 13 || !Identifiant.IsDigits(tva[4..]) || Alphabet.IndexOf(tva[2]) < 0 || Alphabet.IndexOf(tva[3]) < 0)
            return Messages.Get("Tva_forme", tva);
        var block = tva[4..];
        if (!block.StartsWith("000", StringComparison.Ordinal) && Siren.Problem(block) is not null)
            return Messages.Get("Tva_siren", tva);
        return KeyMatches(tva[2], tva[3], long.Parse(block, CultureInfo.InvariantCulture))
            ? null : Messages.Get("Tva_cle", tva);
    }

    /// <summary>Two digits: (12 + 3 × (SIREN mod 97)) mod 97. With a letter: the newer modulo 11 key.</summary>
    private static bool KeyMatches(char first, char second, long siren)
    {
        if (char.IsAsciiDigit(first) && char.IsAsciiDigit(second))
            return (first - '0') * 10 + (second - '0') == (12 + 3 * (siren % 97)) % 97;
        var check = char.IsAsciiDigit(first)
            ? Alphabet.IndexOf(first) * 24 + Alphabet.IndexOf(second) - 10
            : Alphabet.IndexOf(first) * 34 + Alphabet.IndexOf(second) - 100;
        return (siren + 1 + check / 11) % 11 == check % 11;
    }
}
