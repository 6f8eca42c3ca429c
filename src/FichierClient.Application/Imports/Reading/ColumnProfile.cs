using System.Text.Json.Serialization;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Reading;

/// <summary>What all the cells of one column have in common; decides how its dates and numbers are read.</summary>
public sealed class ColumnProfile
{
    private const int MaxSamples = 5;

    public long Filled { get; set; }

    /// <summary>Dates such as 31/12/2024, which only a day-first reader accepts.</summary>
    public long DayFirst { get; set; }

    /// <summary>Dates such as 12/31/2024.</summary>
    public long MonthFirst { get; set; }

    /// <summary>Dates such as 03/04/2024.</summary>
    public long EitherDate { get; set; }

    /// <summary>Cells that a spreadsheet holds as days, up to the twelfth of their month: it may have turned them round.</summary>
    public long CellulesDebut { get; set; }

    /// <summary>The same from the thirteenth on.</summary>
    public long CellulesFin { get; set; }

    /// <summary>Numbers such as 12,5 or 1.234,50.</summary>
    public long DecimalComma { get; set; }

    /// <summary>Numbers such as 12.5 or 1,234.50.</summary>
    public long DecimalPoint { get; set; }

    /// <summary>Numbers such as 1.234 or 1,234.</summary>
    public long EitherNumber { get; set; }

    /// <summary>Among these, those with a point.</summary>
    public long EitherPoint { get; set; }

    /// <summary>Identifiers and amounts that a spreadsheet rounded, such as 5,20850E+13.</summary>
    public long Scientific { get; set; }

    /// <summary>Cells of exactly four digits: French postal codes that lost their zero, or foreign ones.</summary>
    public long FourDigits { get; set; }

    /// <summary>Numbers between 0 and 1, such as 0,2.</summary>
    public long SousUn { get; set; }

    /// <summary>Numbers from 1 on.</summary>
    public long DepuisUn { get; set; }

    /// <summary>Numbers above 100.</summary>
    public long AuDelaDeCent { get; set; }

    /// <summary>Cells with a percent sign.</summary>
    public long Pourcents { get; set; }

    public List<string> Samples { get; set; } = [];

    /// <summary>What its words show; null in analyses older than these facts.</summary>
    public FaitsColonne? Faits { get; set; }

    [JsonIgnore]
    public bool HasDates => DayFirst + MonthFirst + EitherDate > 0;

    /// <summary>Nearly all of its cells are days.</summary>
    [JsonIgnore]
    public bool EstDeDates => HasDates && (DayFirst + MonthFirst + EitherDate) * 10 >= Filled * 8;

    /// <summary>Some dates prove one order, some the other: more of them than slip from a hand.</summary>
    [JsonIgnore]
    public bool OrdresMeles => Math.Min(DayFirst, MonthFirst) * 50 > Math.Max(DayFirst, MonthFirst);

    /// <summary>Some numbers prove one decimal mark, some the other.</summary>
    [JsonIgnore]
    public bool MarquesMelees => DecimalComma > 0 && DecimalPoint > 0;

    /// <summary>The order that the column proves, null when both readings fit all its dates, when it proves both, or has none.</summary>
    [JsonIgnore]
    public OrdreDate? ProvenOrder => OrdresMeles ? null : DayFirst > MonthFirst ? OrdreDate.JourMois : MonthFirst > 0 ? OrdreDate.MoisJour : null;

    /// <summary>The decimal separator that the column proves, null when it proves none or both.</summary>
    [JsonIgnore]
    public SeparateurDecimal? ProvenDecimal => (DecimalComma > 0, DecimalPoint > 0) switch
    {
        (true, false) => SeparateurDecimal.Virgule,
        (false, true) => SeparateurDecimal.Point,
        _ => null,
    };

    /// <summary>Takes the next cell.</summary>
    /// <param name="cell">As read.</param>
    /// <param name="isNumber">The file itself holds it as a number: it can be read one way only, whatever the column's texts are.</param>
    public void Add(string cell, bool isNumber = false)
    {
        var text = cell.AsSpan().Trim();
        if (text.IsEmpty) return;
        Filled++;
        (Faits ??= new()).Add(cell);
        if (Samples.Count < MaxSamples && !Samples.Contains(cell)) Samples.Add(cell.Length > 80 ? cell[..80] : cell);
        if (text.Length > 40 || !text.ContainsAnyInRange('0', '9')) return;
        if (isNumber && text.Length >= 10 && text[4] == '-' && text[7] == '-') AddDay(text);
        Weigh(text);
        if (text.Length == 4 && !text.ContainsAnyExceptInRange('0', '9')) FourDigits++;
        else if (!isNumber && !TryAddDate(text)) AddNumber(text);
    }

    /// <summary>How large the cell is, as far as that tells shares from percents and percents from amounts.</summary>
    private void Weigh(ReadOnlySpan<char> text)
    {
        if (text.Contains('%'))
        {
            Pourcents++;
            return;
        }

        var mark = text.LastIndexOfAny(',', '.');
        var whole = 0;
        foreach (var c in mark < 0 ? text : text[..mark]) if (char.IsAsciiDigit(c)) whole = Math.Min(whole * 10 + (c - '0'), 1_000);
        if (whole > 100) AuDelaDeCent++;
        if (whole > 0) DepuisUn++;
        else if (mark >= 0 && text[mark..].ContainsAnyInRange('1', '9')) SousUn++;
    }

    private void AddDay(ReadOnlySpan<char> iso)
    {
        if (!int.TryParse(iso[8..10], out var day)) return;
        if (day > 12) CellulesFin++;
        else CellulesDebut++;
    }

    private bool TryAddDate(ReadOnlySpan<char> text)
    {
        Span<int> parts = stackalloc int[3];
        var count = 0;
        var i = 0;
        while (count < 3)
        {
            var from = i;
            var value = 0;
            while (i < text.Length && char.IsAsciiDigit(text[i]) && i - from < 4) value = value * 10 + (text[i++] - '0');
            if (i == from || (count < 2 && i - from > 2) || (count == 2 && i - from is not (2 or 4))) return false;
            parts[count++] = value;
            if (count < 3 && (i >= text.Length || text[i++] is not ('/' or '-' or '.'))) return false;
        }
        if (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] is not ('T' or ',')) return false;
        if (parts[0] is > 12 and <= 31 && parts[1] <= 12) DayFirst++;
        else if (parts[0] <= 12 && parts[1] is > 12 and <= 31) MonthFirst++;
        // The first and the third of 05/05/2024 is the same day in both orders.
        else if (parts[0] <= 12 && parts[1] <= 12 && parts[0] != parts[1]) EitherDate++;
        return true;
    }

    private void AddNumber(ReadOnlySpan<char> text)
    {
        int commas = 0, points = 0, last = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ',') { commas++; last = i; }
            else if (c == '.') { points++; last = i; }
            else if (c is 'E' or 'e' && i > 0 && i + 1 < text.Length && text[i + 1] is '+' or '-') { Scientific++; return; }
            else if (NombreFrancais.WordAt(text, i) is > 0 and var word) i += word - 1;
            else if (char.IsAsciiLetter(c))
            {
                // « 1,500 pcs », « 1.500 k€ »: a unit behind the number; digits behind a letter are no number.
                if (text[i..].ContainsAnyInRange('0', '9')) return;
                text = text[..i].TrimEnd();
                break;
            }
        }
        // « 99.- » is a round amount, and its mark no decimal one.
        if (last < 0 || (last + 1 < text.Length && text[last + 1] is '-' or '–' or '—')) return;
        var decimals = 0;
        for (var i = last + 1; i < text.Length && char.IsAsciiDigit(text[i]); i++) decimals++;
        Count(text[last] == ',', commas > 0 && points > 0, text[last] == ',' ? commas : points, decimals, WholeDigits(text[..last]), text);
    }

    private void Count(bool comma, bool both, int marks, int decimals, int whole, ReadOnlySpan<char> text)
    {
        // Repeated: thousands, so the other one is the decimal separator. Otherwise three digits behind up to three prove nothing.
        if (!both && marks > 1) { if (comma) DecimalPoint++; else DecimalComma++; }
        else if (both || decimals != 3 || whole > 3 || whole == 0 || text.TrimStart('-')[0] == '0') { if (comma) DecimalComma++; else DecimalPoint++; }
        else
        {
            EitherNumber++;
            if (!comma) EitherPoint++;
        }
    }

    private static int WholeDigits(ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var c in text) if (char.IsAsciiDigit(c)) digits++;
        return digits;
    }
}
