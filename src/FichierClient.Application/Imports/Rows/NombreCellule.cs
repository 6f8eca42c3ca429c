using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Rows;

/// <summary>A number as cells write it around: in thousands (« 12,5 k€ »), with its unit (« 3 h »), in a currency, as a dash of an accountant's format.</summary>
internal static partial class NombreCellule
{
    /// <summary>Fields that are money.</summary>
    private static readonly string[] Argents = ["vente.montant_ht", "vente.montant_tva", "vente.montant_ttc", "vente.prix_unitaire", "entreprise.potentiel", "entreprise.prix_maximum"];

    private static readonly SearchValues<char> Rien = SearchValues.Create("-– \u00A0\u202F€$£");

    [GeneratedRegex(@"^(.*\d)\s*(?:([kK])(?=[\s€$£]|eur|EUR|$)|M(?=\s*(?:€|\$|£|EUR|eur)))\s*(.*)$", RegexOptions.Singleline)]
    private static partial Regex EnMilliers();

    /// <summary>« 2 j », « 1 ramette », « 12,5 m² »: one word or two behind the number. « 2h30 » is a time.</summary>
    [GeneratedRegex(@"^([-+]?[\d., \u00A0\u202F]*\d)\s*(?!k\b)\p{L}[\p{L}²³./°']*(?: [\p{L}²³./']+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex AvecUnite();

    /// <summary>« 2h30 », « 2 h 30 », « 2 h 05 min », « 1:30 ».</summary>
    [GeneratedRegex(@"^(\d{1,4})\s*(?:h|heures?|:)\s*([0-5]?\d)\s*(?:min|mn|m)?\.?$", RegexOptions.IgnoreCase)]
    private static partial Regex EnHeures();

    /// <param name="text">The trimmed cell.</param>
    /// <param name="cle">Its field.</param>
    /// <param name="lecture">How its column is read.</param>
    /// <param name="isNumber">The file itself holds it as a number.</param>
    /// <param name="value">The number.</param>
    public static bool TryRead(string text, string cle, LectureColonnes lecture, bool isNumber, out decimal value)
    {
        var money = Array.IndexOf(Argents, cle) >= 0;
        var factor = money ? lecture.UniteDe(cle).Facteur : 1;
        if (money && EnMilliers().Match(text) is { Success: true } thousands)
        {
            factor = thousands.Groups[2].Success ? 1_000 : 1_000_000;
            text = $"{thousands.Groups[1].Value} {thousands.Groups[3].Value}";
        }
        else if (cle == "vente.quantite" && EnHeures().Match(text) is { Success: true } hours) return IsTime(hours, out value);
        else if (cle == "vente.quantite" && AvecUnite().Match(text) is { Success: true } unit) text = unit.Groups[1].Value;
        else if (cle is "vente.taux_tva" or "vente.remise") text = text.TrimEnd('%');
        else if (money && IsNil(text)) text = "0";
        if (!TryParse(text, cle, lecture, isNumber, out value)) return false;
        value *= factor;
        return true;
    }

    private static bool IsTime(Match hours, out decimal value)
    {
        value = Math.Round(decimal.Parse(hours.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + decimal.Parse(hours.Groups[2].ValueSpan, CultureInfo.InvariantCulture) / 60, 4);
        return true;
    }

    private static bool TryParse(string text, string cle, LectureColonnes lecture, bool isNumber, out decimal value) =>
        NombreFrancais.TryParse(text, out value, isNumber ? SeparateurDecimal.Point : lecture.DecimalOf(cle))
            // Both marks stand for decimals in this column: what can be read one way only is read so.
            || (!isNumber && lecture.EstMelee(cle) && NombreFrancais.TryParse(text, out value));

    /// <summary>« -   € »: zero in an accountant's number format.</summary>
    private static bool IsNil(string text) => text.AsSpan().ContainsAny('-', '–') && DevisesEcrites.Of(text) is not null && !text.AsSpan().ContainsAnyExcept(Rien);

    /// <summary>The currency that a cell of money names.</summary>
    public static string? DeviseDe(Func<string, string?> text)
    {
        foreach (var cle in Argents)
            if (cle.StartsWith("vente.", StringComparison.Ordinal) && text(cle) is { } cell && cell.Length <= 40 && DevisesEcrites.Of(cell) is { } devise) return devise;
        return null;
    }
}
