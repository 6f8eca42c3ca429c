using System.Globalization;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>
/// Days of six digits, as Sage writes them (JJMMAA), with or without separators. 250115 is two days: the column as a whole tells which, or
/// it is left to be refused. Counted once, when the file is read, so that its preview and its run take them alike on either side of a new year.
/// </summary>
public sealed class DatesCourtes
{
    internal const string JourMoisAnnee = "ddMMyy", AnneeMoisJour = "yyMMdd";

    /// <summary>A client file is of the last years: days of the month that are read as years are of thirty.</summary>
    private const int Years = 10;

    /// <summary>Cells of six digits.</summary>
    public long Six { get; set; }

    /// <summary>Of these, days of the last years with the day first.</summary>
    public long SixJour { get; set; }

    /// <summary>Of these, days of the last years with the year first.</summary>
    public long SixAnnee { get; set; }

    /// <summary>Cells such as 24/12/31.</summary>
    public long Huit { get; set; }

    /// <summary>Of these, days that aren't to come, with the day first.</summary>
    public long HuitJour { get; set; }

    /// <summary>Of these, days of the last years with the year first.</summary>
    public long HuitAnnee { get; set; }

    /// <summary>Takes the next cell, trimmed.</summary>
    internal void Add(string text)
    {
        var now = TimeProvider.System.GetUtcNow().Year;
        bool Is(string order, int from) => TryParse(text, order, out var day) && day.Year >= from && day.Year <= now + 1;
        if (text.Length == 6 && text.All(char.IsAsciiDigit))
        {
            Six++;
            if (Is(JourMoisAnnee, now - Years)) SixJour++;
            if (Is(AnneeMoisJour, now - Years)) SixAnnee++;
        }
        else if (text.Length == 8 && text[2] is '/' or '-' or '.')
        {
            Huit++;
            if (Is(JourMoisAnnee, 0)) HuitJour++;
            if (Is(AnneeMoisJour, now - Years)) HuitAnnee++;
        }
    }

    /// <summary>The one reading under which every such cell is a day of the last years; null when there is none, or both, or other cells are many.</summary>
    /// <param name="filled">Cells with something in them.</param>
    internal string? Order(long filled)
    {
        // With separators the day stands first, as everywhere in France, unless that makes days to come.
        if (IsMost(Huit, filled)) return HuitJour < Huit && HuitAnnee == Huit ? AnneeMoisJour : null;
        if (!IsMost(Six, filled)) return null;
        return (SixJour == Six, SixAnnee == Six) switch { (true, false) => JourMoisAnnee, (false, true) => AnneeMoisJour, _ => null };
    }

    internal static bool TryParse(string text, string order, out DateOnly day) =>
        DateOnly.TryParseExact(text.Length == 8 && text[5] == text[2] ? string.Concat(text.AsSpan(0, 2), text.AsSpan(3, 2), text.AsSpan(6)) : text, order, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>A foot, or a word for « unknown », is no other way of writing days.</summary>
    private static bool IsMost(long cells, long filled) => cells > 0 && cells * 10 >= filled * 9;
}
