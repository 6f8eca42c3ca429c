using System.Globalization;
using System.Text.RegularExpressions;
using FichierClient.Application.Imports.Reading;
using FichierClient.Web.Common;

namespace FichierClient.Web.Imports;

/// <summary>A cell as its sender knows it: a workbook holds days and numbers in a writing of its own, which its program never shows.</summary>
internal static partial class ImportExemple
{
    public static string Show(string cell, FormatFichier format)
    {
        if (format is not (FormatFichier.Xlsx or FormatFichier.Ods)) return cell;
        var culture = CultureInfo.CurrentCulture;
        if (Day().Match(cell) is { Success: true } day && DateOnly.TryParseExact(day.Groups[1].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date.ToString("d", culture);
        return Number().IsMatch(cell) && decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? MontantFormat.Number(number, Math.Min(4, cell.Length - cell.IndexOf('.', StringComparison.Ordinal) - 1)) : cell;
    }

    [GeneratedRegex(@"^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00)?)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Day();

    [GeneratedRegex(@"^-?\d{1,15}\.\d{1,15}$", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
