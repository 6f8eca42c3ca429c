namespace FichierClient.Domain.Rgpd.Garde;

/// <summary>Bank account numbers (ISO 13616): the country's own length and a remainder of 1 by 97.</summary>
public static class Iban
{
    /// <summary>Lengths by country, from SWIFT's IBAN registry.</summary>
    private static readonly Dictionary<string, int> Longueurs = Read(
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 "
        + "GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 "
        + "OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30");

    /// <summary>Whether the text is one number, spaces and punctuation apart.</summary>
    public static bool IsValid(string input)
    {
        var text = string.Concat(input.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return text.Length > 4 && Longueurs.TryGetValue(text[..2], out var length) && length == text.Length && HasKey(text);
    }

    internal static IEnumerable<Signalement> Find(string texte)
    {
        for (var i = 0; i + 15 <= texte.Length; i++)
        {
            if (End(texte, i) is not { } end || !IsValid(texte[i..end])) continue;
            yield return new Signalement(CategorieSensible.Iban, i, end - i, null);
            i = end - 1;
        }
    }

    /// <summary>Where a number that starts here would end by its country's length; null when none starts here.</summary>
    private static int? End(string texte, int start)
    {
        if (start > 0 && char.IsLetterOrDigit(texte[start - 1])) return null;
        if (!char.IsAsciiLetter(texte[start]) || !char.IsAsciiLetter(texte[start + 1]) || !Longueurs.TryGetValue(texte.Substring(start, 2).ToUpperInvariant(), out var left)) return null;
        var at = start;
        for (var separators = 0; left > 0; at++)
        {
            if (at >= texte.Length) return null;
            if (char.IsAsciiLetterOrDigit(texte[at])) (left, separators) = (left - 1, 0);
            else if (!IsSeparator(texte[at]) || ++separators > 2) return null;
        }

        return at < texte.Length && char.IsLetterOrDigit(texte[at]) ? null : at;
    }

    private static bool IsSeparator(char c) => char.IsWhiteSpace(c) || c is '-' or '.';

    private static bool HasKey(string iban)
    {
        var rest = 0;
        foreach (var c in iban[4..] + iban[..4])
        {
            rest = char.IsAsciiDigit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + c - 'A' + 10) % 97;
        }

        return rest == 1;
    }

    private static Dictionary<string, int> Read(string table) =>
        table.Split(' ').ToDictionary(entry => entry[..2], entry => int.Parse(entry.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture));
}
