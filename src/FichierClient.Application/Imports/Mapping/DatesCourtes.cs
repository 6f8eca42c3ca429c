using System.Globalization;
using FichierClient.Application.Imports.Reading;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>Days of six digits, as Sage writes them (JJMMAA). 250115 is two days: the column as a whole tells which, or it is left to be refused.</summary>
internal static class DatesCourtes
{
    public const string JourMoisAnnee = "ddMMyy", AnneeMoisJour = "yyMMdd";

    /// <summary>The one reading under which every cell is a day and years are fewer than days; null when there is none, or both.</summary>
    public static string? OrderOf(FileAnalysis file, int column)
    {
        var cells = file.Sample.Where(r => column < r.Length && r[column].Trim().Length > 0).Select(r => r[column].Trim()).ToList();
        if (cells.Count == 0 || !cells.TrueForAll(c => c.Length == 6 && c.All(char.IsAsciiDigit))) return null;
        var (front, back) = (cells.Select(c => c[..2]).Distinct().Count(), cells.Select(c => c[4..]).Distinct().Count());
        var french = back <= front && cells.TrueForAll(c => TryParse(c, JourMoisAnnee, out _));
        var reversed = front <= back && cells.TrueForAll(c => TryParse(c, AnneeMoisJour, out _));
        return french == reversed ? null : french ? JourMoisAnnee : AnneeMoisJour;
    }

    public static bool TryParse(string text, string order, out DateOnly day) => DateOnly.TryParseExact(text, order, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
