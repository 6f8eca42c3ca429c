using System.Globalization;
using System.Text.RegularExpressions;

namespace FichierClient.Domain.Common;

/// <summary>Which number stands first in `03/04/2024`.</summary>
public enum OrdreDate { JourMois, MoisJour }

/// <summary>Days as people and programs write them: `31/12/2026`, `1/2/24`, `2026-12-31T10:00:00Z`, `20261231`, `31 déc. 2026`, with or without a time.</summary>
public static partial class DateFrancaise
{
    /// <summary>Two digits mean 1950 to 2049, as in .NET's calendars.</summary>
    private const int Pivot = 49;

    private static readonly string[] Mois =
        ["janv|jan", "fev|feb", "mar", "avr|apr", "mai|may", "juin|jun", "juil|jul", "aou|aug", "sep", "oct", "nov", "dec"];

    private const string Heure = @"(?:[Tt ,]+\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?$";

    [GeneratedRegex(@"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + Heure)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})" + Heure)]
    private static partial Regex Numeros();

    [GeneratedRegex(@"^(\d{4})(\d{2})(\d{2})$")]
    private static partial Regex Compacte();

    [GeneratedRegex(@"^(\d{1,2})(?:er)?[ -]([a-z]+)\.?[ -](\d{4}|\d{2})" + Heure)]
    private static partial Regex EnLettres();

    /// <summary>« lundi 5 mai 2025 », « Mon, 5 May 2025 »: a name of a weekday says nothing more.</summary>
    [GeneratedRegex(@"^(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?=\d)", RegexOptions.IgnoreCase)]
    private static partial Regex JourDeSemaine();

    /// <summary>The day, false when the text isn't one or names a day that doesn't exist.</summary>
    public static bool TryParse(string? input, out DateOnly value, OrdreDate ordre = OrdreDate.JourMois)
    {
        value = default;
        if (string.IsNullOrWhiteSpace(input)) return false;
        var text = input.Trim().Replace('\u00A0', ' ').Replace('\u202F', ' ');
        if (JourDeSemaine().Match(text) is { Success: true } weekday) text = text[weekday.Length..];
        if (Iso().Match(text) is { Success: true } iso) return TryMake(iso, 1, 2, 3, out value);
        if (Numeros().Match(text) is { Success: true } numbers)
            return ordre == OrdreDate.JourMois ? TryMake(numbers, 3, 2, 1, out value) : TryMake(numbers, 3, 1, 2, out value);
        if (Compacte().Match(text) is { Success: true } compact) return TryMake(compact, 1, 2, 3, out value);
        return TryLetters(text, out value);
    }

    private static bool TryMake(Match match, int year, int month, int day, out DateOnly value) =>
        TryMake(Number(match.Groups[year].Value), Number(match.Groups[month].Value), Number(match.Groups[day].Value), match.Groups[year].Length, out value);

    private static bool TryMake(int year, int month, int day, int yearDigits, out DateOnly value)
    {
        value = default;
        if (yearDigits == 2) year += year <= Pivot ? 2000 : 1900;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        value = new DateOnly(year, month, day);
        return true;
    }

    private static bool TryLetters(string text, out DateOnly value)
    {
        value = default;
        // Normalising would lose the time's colons, so only the accents go.
        var match = EnLettres().Match(text.ToLowerInvariant().Replace('é', 'e').Replace('û', 'u'));
        if (!match.Success) return false;
        var month = Array.FindIndex(Mois, m => m.Split('|').Any(start => match.Groups[2].Value.StartsWith(start, StringComparison.Ordinal))) + 1;
        return TryMake(Number(match.Groups[3].Value), month, Number(match.Groups[1].Value), match.Groups[3].Length, out value);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
