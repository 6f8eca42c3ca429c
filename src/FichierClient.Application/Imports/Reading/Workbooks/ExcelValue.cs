using System.Globalization;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>Numbers of a sheet as text that can be read one way only.</summary>
internal static class ExcelValue
{
    private const string Digits = "0.############################";

    /// <summary>A spreadsheet keeps fifteen digits; the further ones of a longer identifier are lost.</summary>
    private const double Exact = 1e15;

    private const double SecondsOfDay = 86_400, LastDay = 2_958_466;

    /// <summary>
    /// The text of a numeric cell: digits with a decimal point and no exponent, days as <c>2024-12-31</c> (with <c>12:30:00</c> when
    /// they have a time), percents as <c>20%</c>. False: the cell doesn't hold a number.
    /// </summary>
    public static bool TryRead(string raw, CellFormat format, bool depuis1904, out string text)
    {
        text = raw;
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value)) return false;
        text = format.Nature switch
        {
            NatureNombre.Pourcentage when Math.Abs(value) < Exact => (Rounded(value) * 100).ToString(Digits, CultureInfo.InvariantCulture) + "%",
            NatureNombre.Date or NatureNombre.Heure when value is >= 0 and < LastDay => Moment(value, format.Nature, depuis1904),
            NatureNombre.Duree when value is >= 0 and < LastDay => Clock((long)Math.Round(value * SecondsOfDay)),
            _ => Plain(raw, value, format.Chiffres),
        };
        return true;
    }

    /// <summary>The day of a number in one of Excel's two calendars, null when it has none.</summary>
    public static DateOnly? Day(double value, bool depuis1904)
    {
        if (value is < 1 or >= LastDay) return null;
        var day = (int)value;
        if (depuis1904) return day < LastDay - 1_462 ? new DateOnly(1904, 1, 1).AddDays(day) : null;
        // Excel keeps a 29 February 1900 that never was, number 60, for the sake of Lotus 1-2-3.
        return day == 60 ? null : new DateOnly(1899, 12, day < 60 ? 31 : 30).AddDays(day);
    }

    private static string Moment(double value, NatureNombre nature, bool depuis1904)
    {
        // Half a second below midnight is midnight.
        var seconds = (long)Math.Round(value * SecondsOfDay);
        var (day, rest) = Math.DivRem(seconds, (long)SecondsOfDay);
        // An empty cell that a formula passes on is 0, which Excel shows as 00/01/1900: no day at all.
        if (day == 0) return rest > 0 || nature == NatureNombre.Heure ? Clock(rest) : "";
        if (Day(day, depuis1904) is not { } date) return "1900-02-29";
        return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (rest == 0 ? "" : " " + Clock(rest));
    }

    private static string Clock(long seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{seconds / 3_600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");

    private static string Plain(string raw, double value, int digits)
    {
        if (Math.Abs(value) >= Exact) return value.ToString("0.##############E+0", CultureInfo.InvariantCulture);
        // Zeros that another program left in front are kept: 01000 is a postal code.
        var text = raw.Length <= 15 && !raw.AsSpan().ContainsAnyExceptInRange('0', '9') ? raw : Rounded(value).ToString(Digits, CultureInfo.InvariantCulture);
        return text.Length < digits && !text.AsSpan().ContainsAnyExceptInRange('0', '9') ? text.PadLeft(digits, '0') : text;
    }

    /// <summary>Fifteen digits, as a spreadsheet shows them: the file's 0.30000000000000004 is 0.3.</summary>
    private static decimal Rounded(double value) =>
        decimal.Parse(value.ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
