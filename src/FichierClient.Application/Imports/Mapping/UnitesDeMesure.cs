using System.Text.RegularExpressions;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>The units of quantities and prices, as headings and cells write them: kilograms times a price by the ton are no amount.</summary>
internal sealed partial class UnitesDeMesure
{
    private static readonly string[][] Familles = [["g", "kg", "q", "t"], ["min", "h"], ["cl", "l", "hl", "m3"], ["mm", "cm", "m", "km"]];

    private string? duPrix, desQuantites;
    private IReadOnlyCollection<string> vues = [];

    /// <summary>The headings of the quantity and of the price name units that don't go together.</summary>
    public bool Different { get; private init; }

    public static UnitesDeMesure Of(FileAnalysis file, LectureColonnes lecture)
    {
        if (lecture.EnTete("vente.quantite") is not { } quantity || lecture.EnTete("vente.prix_unitaire") is not { } price) return new();
        var (each, all, column) = (DuPrix(price), DesQuantites(quantity), lecture.ColumnOf("vente.quantite"));
        return new()
        {
            duPrix = each,
            desQuantites = all,
            vues = file.FaitsDe(column).Unites,
            // The price of a thousand, of a hundred, counts by pieces.
            Different = each is not null && (all is null ? each is "1000" or "100" : each != all),
        };
    }

    /// <summary>Times the price, this quantity is no amount, or nobody can tell.</summary>
    public bool Differe(string? cell)
    {
        if (cell is null || DeCellule(cell) is not { } unit) return Different;
        if ((duPrix ?? desQuantites) is { } known) return unit != known;
        return Familles.Any(f => f.Contains(unit) && vues.Any(v => v != unit && f.Contains(v)));
    }

    /// <summary>« Prix (€/t) », « PU le mille », « Prix / 100 ».</summary>
    internal static string? DuPrix(string header) => ParUnite().Match(header) is { Success: true } said ? Of(said.Groups[1].Value) : null;

    /// <summary>« Quantité (kg) », « Qté en kg ».</summary>
    internal static string? DesQuantites(string header) => TexteNormalise.Of(header).Split(' ').Skip(1).Select(Of).FirstOrDefault(u => u is not (null or "1000" or "100"));

    /// <summary>« 12 kg », « 2h30 ».</summary>
    internal static string? DeCellule(string cell) => EnHeures().IsMatch(cell.Trim()) ? "h" : DerriereLeNombre().Match(cell.Trim()) is { Success: true } said ? Of(said.Groups[1].Value) : null;

    private static string? Of(string word) => TexteNormalise.Of(word) switch
    {
        "g" or "gr" or "gramme" or "grammes" => "g",
        "kg" or "kgs" or "kilo" or "kilos" or "kilogramme" or "kilogrammes" => "kg",
        "q" or "qx" or "quintal" or "quintaux" => "q",
        "t" or "tonne" or "tonnes" => "t",
        "min" or "mn" or "minute" or "minutes" => "min",
        "h" or "hr" or "hrs" or "heure" or "heures" => "h",
        "j" or "jr" or "jrs" or "jour" or "jours" => "j",
        "u" or "unite" or "unites" or "pce" or "pcs" or "piece" or "pieces" or "carton" or "cartons" or "colis" or "palette" or "palettes" or "sac" or "sacs" or "bags" or "bouteille" or "bouteilles" or "boite" or "boites" => "piece",
        "cl" => "cl",
        "l" or "litre" or "litres" => "l",
        "hl" or "hectolitre" or "hectolitres" => "hl",
        "m3" => "m3",
        "mm" => "mm",
        "cm" => "cm",
        "m" or "metre" or "metres" => "m",
        "km" => "km",
        "1000" or "mille" or "millier" => "1000",
        "100" or "cent" or "centaine" => "100",
        _ => null,
    };

    [GeneratedRegex(@"(?:/|\b(?:le|la|les|par|au|aux|per)\b)\s*(\d+|\p{L}+3?)", RegexOptions.IgnoreCase)]
    private static partial Regex ParUnite();

    [GeneratedRegex(@"\d\s*(\p{L}+3?)\.?$")]
    private static partial Regex DerriereLeNombre();

    /// <summary>« 2h30 », « 1:30 ».</summary>
    [GeneratedRegex(@"^\d+\s*(?:h(?:eures?)?\s*(?:\d{1,2}\s*(?:min|mn|m)?)?|:\d\d)\.?$", RegexOptions.IgnoreCase)]
    private static partial Regex EnHeures();
}
