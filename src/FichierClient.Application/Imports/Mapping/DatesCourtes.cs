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

    /// <summary>Of these, calendar days with the day first.</summary>
    public long SixJour { get; set; }

    /// <summary>Of these, calendar days with the year first.</summary>
    public long SixAnnee { get; set; }

    /// <summary>Of those with the day first, those of the last years.</summary>
    public long JourRecent { get; set; }

    /// <summary>Of those with the year first, those of the last years.</summary>
    public long AnneeRecente { get; set; }

    /// <summary>Cells of five digits: in a column of days of six, a day that lost its zero.</summary>
    public long Cinq { get; set; }

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
        int? YearOf(string order) => TryParse(text, order, out var day) && day.Year <= now + 1 ? day.Year : null;
        if (text.Length == 5 && text.All(char.IsAsciiDigit)) Cinq++;
        else if (text.Length == 6 && text.All(char.IsAsciiDigit))
        {
            Six++;
            if (YearOf(JourMoisAnnee) is { } jour) (SixJour, JourRecent) = (SixJour + 1, JourRecent + (jour >= now - Years ? 1 : 0));
            if (YearOf(AnneeMoisJour) is { } annee) (SixAnnee, AnneeRecente) = (SixAnnee + 1, AnneeRecente + (annee >= now - Years ? 1 : 0));
        }
        else if (text.Length == 8 && text[2] is '/' or '-' or '.')
        {
            Huit++;
            if (YearOf(JourMoisAnnee) is not null) HuitJour++;
            if (YearOf(AnneeMoisJour) >= now - Years) HuitAnnee++;
        }
    }

    /// <summary>The reading that the column proves; null when its cells are no such days, or fit both.</summary>
    /// <param name="filled">Cells with something in them.</param>
    internal string? Order(long filled)
    {
        // With separators the day stands first, as everywhere in France, unless that is impossible: one slip is no proof.
        if (IsMost(Huit, filled)) return !IsNearlyAll(HuitJour, Huit) && IsNearlyAll(HuitAnnee, Huit) ? AnneeMoisJour : null;
        if (!AreDays(filled)) return null;
        return (IsNearlyAll(SixJour, Six), IsNearlyAll(SixAnnee, Six)) switch
        {
            (true, false) => JourMoisAnnee,
            (false, true) => AnneeMoisJour,
            (true, true) when IsNearlyAll(JourRecent, Six) && !IsNearlyAll(AnneeRecente, Six) => JourMoisAnnee,
            _ => null,
        };
    }

    /// <summary>Days of six digits that are calendar days in both orders: somebody has to say which.</summary>
    internal bool IsOpen(long filled) => AreDays(filled) && IsNearlyAll(SixJour, Six) && IsNearlyAll(SixAnnee, Six) && Order(filled) is null;

    private bool AreDays(long filled) => Six > Cinq && IsMost(Six + Cinq, filled);

    /// <summary>Reads one cell; five digits have lost the zero of their day.</summary>
    internal static bool TryParse(string text, string order, out DateOnly day) =>
        DateOnly.TryParseExact(text.Length == 8 && text[5] == text[2] ? string.Concat(text.AsSpan(0, 2), text.AsSpan(3, 2), text.AsSpan(6)) : text.Length == 5 && order == JourMoisAnnee ? "0" + text : text, order, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static bool IsNearlyAll(long cells, long of) => cells > 0 && cells * 20 >= of * 19;

    /// <summary>A foot, or a word for « unknown », is no other way of writing days.</summary>
    private static bool IsMost(long cells, long filled) => cells > 0 && cells * 10 >= filled * 9;
}
