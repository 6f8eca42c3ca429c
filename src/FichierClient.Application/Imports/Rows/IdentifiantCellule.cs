using System.Text.RegularExpressions;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Rows;

/// <summary>Identifiers with words around: « SIRET : 552 100 554 00013 », « RCS Paris 552 100 554 », « TVA : FR40… », « 75002 CEDEX 02 ».</summary>
internal static partial class IdentifiantCellule
{
    /// <summary>Longer cells are none.</summary>
    private const int Longest = 100;

    [GeneratedRegex(@"(?<![\d])\d(?:[ .\-\u00A0\u202F]?\d){8,13}(?!\d)")]
    private static partial Regex Chiffres();

    [GeneratedRegex(@"^(?:n\s*[°o.]*\s*)?(?:de\s+)?(?:tva|vat)\b[\w\s.]*?\s*[:#n°]*\s*(?=[A-Z]{2,3}\s?[A-Z\d]{0,2}\s?\d)", RegexOptions.IgnoreCase)]
    private static partial Regex MotTva();

    [GeneratedRegex(@"^(?:F-|FR-)?(\d{5})\s+CEDEX\b.*$", RegexOptions.IgnoreCase)]
    private static partial Regex Cedex();

    /// <summary>The identifier alone, where the rest are words; the cell as it is otherwise.</summary>
    public static string Of(string text, string cle) => text.Length > Longest ? text : cle switch
    {
        "entreprise.siret" or "entreprise.siren" => NumberIn(text) ?? text,
        "entreprise.tva" => MotTva().Match(text) is { Success: true } words ? text[words.Length..] : text,
        "entreprise.code_postal" or "entreprise.livraison.code_postal" => Cedex().Match(text) is { Success: true } code ? code.Groups[1].Value : text,
        _ => text,
    };

    /// <summary>The one valid SIRET or SIREN among words; a wrong one is left to be refused as it is written.</summary>
    private static string? NumberIn(string text)
    {
        if (!text.Any(char.IsLetter)) return null;
        var valid = Chiffres().Matches(text).Select(m => m.Value).Where(n => Siret.TryParse(n, out _, out _) || Siren.TryParse(n, out _, out _)).ToList();
        return valid.Count == 1 ? valid[0] : null;
    }
}
