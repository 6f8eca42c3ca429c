using System.Globalization;
using FichierClient.Application.Imports.Reading;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>Days of six digits, as Sage writes them (JJMMAA). 250115 is two days: the column as a whole tells which, or it is left to be refused.</summary>
internal static class DatesCourtes
{
    public const string JourMoisAnnee = "ddMMyy", AnneeMoisJour = "yyMMdd";

    /// <summary>A client file is of the last years: days of the month that are read as years are of thirty.</summary>
    private const int Years = 10;

    /// <summary>The one reading under which every cell is a day of the last years; null when there is none, or both.</summary>
    public static string? OrderOf(FileAnalysis file, int column)
    {
        var cells = file.Sample.Where(r => column < r.Length && r[column].Trim().Length > 0).Select(r => r[column].Trim()).ToList();
        var now = TimeProvider.System.GetUtcNow().Year;
        // With separators the day stands first, as everywhere in France, unless that makes days to come.
        if (cells.Count > 0 && cells.TrueForAll(c => c.Length == 8 && c[2] is '/' or '-' or '.'))
            return !cells.TrueForAll(c => TryParse(c, JourMoisAnnee, out var day) && day.Year <= now + 1) && cells.TrueForAll(c => TryParse(c, AnneeMoisJour, out var day) && day.Year >= now - Years && day.Year <= now + 1) ? AnneeMoisJour : null;
        if (cells.Count == 0 || !cells.TrueForAll(c => c.Length == 6 && c.All(char.IsAsciiDigit))) return null;
        bool Is(string order) => cells.TrueForAll(c => TryParse(c, order, out var day) && day.Year >= now - Years && day.Year <= now + 1);
        return (Is(JourMoisAnnee), Is(AnneeMoisJour)) switch { (true, false) => JourMoisAnnee, (false, true) => AnneeMoisJour, _ => null };
    }

    public static bool TryParse(string text, string order, out DateOnly day) =>
        DateOnly.TryParseExact(text.Length == 8 && text[5] == text[2] ? string.Concat(text.AsSpan(0, 2), text.AsSpan(3, 2), text.AsSpan(6)) : text, order, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
