using System.Buffers;
using System.Text.RegularExpressions;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>Currencies and units as amounts and headings name them: « 500,00 $ », « Montant HT (USD) », « CA (k€) », « (centimes) ».</summary>
internal static partial class DevisesEcrites
{
    private static readonly string[] Codes = ["EUR", "USD", "GBP", "CHF", "CAD", "AUD", "JPY", "CNY", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "MAD", "TND", "DZD", "XPF", "XOF", "XAF"];

    private static readonly SearchValues<char> Nombres = SearchValues.Create("0123456789., \u00A0\u202F-");

    [GeneratedRegex(@"[\p{L}\p{Sc}]+")]
    private static partial Regex Mots();

    /// <summary>The code of the one currency that is named; null when none is, or several are.</summary>
    public static string? Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Nombres)) return null;
        var found = Mots().Matches(text).Select(m => CodeOf(m.Value)).OfType<string>().Distinct().ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>How many of the organisation's units an amount under this heading counts for, and in which currency.</summary>
    public static (decimal Facteur, string? Devise) OfHeading(string header)
    {
        var factor = 1m;
        foreach (var word in Mots().Matches(header).Select(m => m.Value.ToLowerInvariant()))
        {
            factor = word switch
            {
                "k€" or "keur" or "keuros" or "k$" or "k£" or "kusd" or "milliers" => 1_000,
                "m€" or "meur" or "m$" or "millions" => 1_000_000,
                "centimes" or "centime" or "cents" or "cent" or "cts" => 0.01m,
                _ => factor,
            };
        }

        return (factor, Of(header));
    }

    private static string? CodeOf(string word)
    {
        if (Array.IndexOf(Codes, word) >= 0) return word;
        var bare = word.TrimStart('k', 'K', 'm', 'M');
        return bare switch
        {
            "CA$" or "C$" or "$CA" => "CAD",
            _ when bare.Contains('€', StringComparison.Ordinal) || bare.ToUpperInvariant() is "EUR" or "EURO" or "EUROS" => "EUR",
            _ when bare.Contains('$', StringComparison.Ordinal) => "USD",
            _ when bare.Contains('£', StringComparison.Ordinal) => "GBP",
            _ when bare.Contains('¥', StringComparison.Ordinal) => "JPY",
            _ => Array.IndexOf(Codes, bare) >= 0 ? bare : null,
        };
    }
}
