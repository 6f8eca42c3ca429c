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
        var parts = file.Sample.Where(r => column < r.Length).Select(r => Parts(r[column])).OfType<(int First, int Second)>().ToList();
        return parts.Exists(p => p.Second > 12) && !parts.Exists(p => p.First > 12);
    }

    /// <summary>The two numbers of such a day; null: it has others.</summary>
    public static (int First, int Second)? Parts(string text)
    {
        var parts = text.Trim().TrimStart('-').Split('/', '-', '.');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second) ? (first, second) : null;
    }
}
