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

    private const string Heure = @"(?:(?:[Tt ,]| (?:à|a|at) )+\d{1,2}(?:[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?|h)\s*(?:[AaPp]\.?[Mm]\.?)?\s*" + Fuseau + ")?$";

    /// <summary>The day is the one that is written, whatever the zone.</summary>
    private const string Fuseau = @"(?:[Zz]|[Cc][Ee][Ss]?[Tt]|(?:UTC|GMT|utc|gmt)?(?:[+-]\d{1,2}(?::?\d{2})?)?(?:\s*\([^)]*\))?)";

    private const string NomJour = "(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]*";

    [GeneratedRegex(@"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + Heure)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})" + Heure)]
    private static partial Regex Numeros();

    [GeneratedRegex(@"^(\d{2})(\d{2})(20\d{2})$")]
    private static partial Regex CompacteJour();

    [GeneratedRegex(@"^(\d{4})(\d{2})(\d{2})$")]
    private static partial Regex Compacte();

    [GeneratedRegex(@"^(\d{1,2})(?:er)?[ -]([a-z]+)\.?,?[ -](\d{4}|\d{2})" + Heure)]
    private static partial Regex EnLettres();

    /// <summary>« Mar 4, 2025 », « Sat, March 8th 2025 »: as Americans write it, the month first.</summary>
    [GeneratedRegex("^(?:" + NomJour + @"\.?,? )?([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + Heure)]
    private static partial Regex AmericainEnLettres();

    /// <summary>« 3 mars », « March 3 »: a birthday without its year.</summary>
    [GeneratedRegex(@"^(?:(\d{1,2})(?:er)?[ -]([a-z]+)\.?|([a-z]+)\.? (\d{1,2}))$")]
    private static partial Regex SansAnnee();

    /// <summary>« lundi 5 mai 2025 », « Mon, 5 May 2025 »: a name of a weekday says nothing more.</summary>
    [GeneratedRegex("^" + NomJour + @"\.?,?\s+(?=\d)", RegexOptions.IgnoreCase)]
    private static partial Regex JourDeSemaine();

    /// <summary>The day, false when the text isn't one or names a day that doesn't exist.</summary>
    public static bool TryParse(string? input, out DateOnly value, OrdreDate ordre = OrdreDate.JourMois)
    {
        value = default;
        if (string.IsNullOrWhiteSpace(input)) return false;
        var text = input.Trim().Replace('\u00A0', ' ').Replace('\u202F', ' ');
        if (TryAmerican(text, out value)) return true;
        if (JourDeSemaine().Match(text) is { Success: true } weekday) text = text[weekday.Length..];
        if (Iso().Match(text) is { Success: true } iso) return TryMake(iso, 1, 2, 3, out value);
        if (Numeros().Match(text) is { Success: true } numbers)
            return ordre == OrdreDate.JourMois ? TryMake(numbers, 3, 2, 1, out value) : TryMake(numbers, 3, 1, 2, out value);
        // 15012025: as years and months, eight digits that end in one of our years would have a twentieth month.
        if (Compacte().Match(text) is { Success: true } compact) return TryMake(compact, 1, 2, 3, out value) || (CompacteJour().Match(text) is { Success: true } day && TryMake(day, 3, 2, 1, out value));
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
        var match = EnLettres().Match(Plain(text));
        return match.Success && TryMake(Number(match.Groups[3].Value), MonthOf(match.Groups[2].Value), Number(match.Groups[1].Value), match.Groups[3].Length, out value);
    }

    private static bool TryAmerican(string text, out DateOnly value)
    {
        value = default;
        if (!char.IsAsciiLetter(text[0])) return false;
        var match = AmericainEnLettres().Match(Plain(text));
        return match.Success && TryMake(Number(match.Groups[3].Value), MonthOf(match.Groups[1].Value), Number(match.Groups[2].Value), 4, out value);
    }

    /// <summary>The day and month of « 3 mars »; false for anything else.</summary>
    public static bool TryParseSansAnnee(string? input, out int jour, out int mois)
    {
        (jour, mois) = (0, 0);
        if (string.IsNullOrWhiteSpace(input) || SansAnnee().Match(Plain(input.Trim())) is not { Success: true } match) return false;
        var first = match.Groups[1].Success;
        (jour, mois) = (Number(match.Groups[first ? 1 : 4].Value), MonthOf(match.Groups[first ? 2 : 3].Value));
        return mois > 0 && jour > 0 && jour <= DateTime.DaysInMonth(2024, mois);
    }

    /// <summary>Normalising would lose the time's colons, so only the accents go.</summary>
    private static string Plain(string text) => text.ToLowerInvariant().Replace('é', 'e').Replace('û', 'u');

    /// <summary>From 1; 0: no month is called so.</summary>
    private static int MonthOf(string word) => Array.FindIndex(Mois, m => m.Split('|').Any(start => word.StartsWith(start, StringComparison.Ordinal))) + 1;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
