using System.Globalization;
using System.Text.RegularExpressions;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Reading;

/// <summary>A column whose heading is a month.</summary>
/// <param name="Colonne">From 0.</param>
/// <param name="Mois">1 to 12.</param>
/// <param name="Annee">As the heading says it; null: it doesn't.</param>
public sealed record ColonneMois(int Colonne, int Mois, int? Annee);

/// <summary>Recognises the tables that have a client a row and a month a column: turned, they are one sale a row.</summary>
public static partial class MoisEnColonnes
{
    /// <summary>Fewer are a column that happens to be called so.</summary>
    public const int Minimum = 3;

    private const int Siecle = 2000;

    private static readonly string[] Noms =
    [
        "janvier|janv|jan|january", "fevrier|fevr|fev|feb|february", "mars|mar|march", "avril|avr|apr|april", "mai|may", "juin|jun|june",
        "juillet|juil|jul|july", "aout|aou|aug|august", "septembre|sept|sep|september", "octobre|oct|october", "novembre|nov|november", "decembre|dec|december",
    ];

    private static readonly Dictionary<string, int> ParNom = Noms.SelectMany((noms, i) => noms.Split('|').Select(nom => (nom, i + 1))).ToDictionary(p => p.nom, p => p.Item2);

    /// <summary>The columns that are months; none when there are fewer than <see cref="Minimum"/>.</summary>
    public static IReadOnlyList<ColonneMois> Of(IReadOnlyList<string> headers)
    {
        var found = headers.Select((header, i) => Read(header) is { } mois ? new ColonneMois(i, mois.Mois, mois.Annee) : null).OfType<ColonneMois>().ToList();
        return found.Count < Minimum ? [] : found;
    }

    private static (int Mois, int? Annee)? Read(string header)
    {
        var text = TexteNormalise.Of(header).Trim();
        if (Nomme().Match(text) is { Success: true } named && ParNom.TryGetValue(named.Groups["mois"].Value, out var mois))
            return (mois, named.Groups["annee"] is { Success: true } annee ? Year(annee.Value) : null);
        var written = header.Trim();
        if (MoisPuisAnnee().Match(written) is { Success: true } before) return Numbered(before);
        return AnneePuisMois().Match(written) is { Success: true } after ? Numbered(after) : null;
    }

    private static (int, int?)? Numbered(Match match) =>
        Number(match.Groups["mois"].Value) is >= 1 and <= 12 and var mois && Year(match.Groups["annee"].Value) is > 1900 and var annee ? (mois, annee) : null;

    private static int Year(string text) => Number(text) is var year && text.Length == 2 ? Siecle + year : year;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>« Janvier 2025 », « janv.-25 », « CA mars ».</summary>
    [GeneratedRegex(@"^(?:(?:ca|ventes?|montants?|ht)\W+)?(?<mois>[a-z]+)\W*(?<annee>\d{4}|\d{2})?$", RegexOptions.NonBacktracking)]
    private static partial Regex Nomme();

    /// <summary>« 01/2025 », and 01/01/2025 as a spreadsheet writes the first of a month.</summary>
    [GeneratedRegex(@"^(?:0?1[/.-])?(?<mois>\d{1,2})[/.-](?<annee>\d{4})$", RegexOptions.NonBacktracking)]
    private static partial Regex MoisPuisAnnee();

    /// <summary>« 2025-01 », « 2025-01-01 ».</summary>
    [GeneratedRegex(@"^(?<annee>\d{4})[/.-](?<mois>\d{1,2})(?:[/.-]0?1)?(?:[ T]00:00.*)?$", RegexOptions.NonBacktracking)]
    private static partial Regex AnneePuisMois();
}
