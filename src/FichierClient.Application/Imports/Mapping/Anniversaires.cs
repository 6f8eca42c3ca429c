using System.Globalization;
using FichierClient.Application.Imports.Reading;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>Birthdays without a year: « 12/05 » is in May, or in December where a program writes the month first.</summary>
internal static class Anniversaires
{
    /// <summary>Columns of Mailchimp's own.</summary>
    private static readonly string[] Mailchimp = ["memberrating", "leid", "euid"];

    /// <summary>The month comes first: in Mailchimp's exports, and where some days prove it and none the other order.</summary>
    public static bool MoisDAbord(FileAnalysis file, int column)
    {
        if (column < 0) return false;
        var keys = file.Headers.Select(ChampsImport.KeyOf).ToList();
        if (Array.TrueForAll(Mailchimp, keys.Contains)) return true;
        return file.FaitsDe(column) is { SecondsTropGrands: > 0, PremiersTropGrands: 0 };
    }

    /// <summary>The two numbers of such a day; null: it has others.</summary>
    public static (int First, int Second)? Parts(ReadOnlySpan<char> text)
    {
        const string separators = "/-.";
        text = text.Trim().TrimStart('-');
        var at = text.IndexOfAny(separators);
        if (at < 0 || text[(at + 1)..].IndexOfAny(separators) >= 0) return null;
        return int.TryParse(text[..at], NumberStyles.None, CultureInfo.InvariantCulture, out var first) && int.TryParse(text[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var second) ? (first, second) : null;
    }
}
