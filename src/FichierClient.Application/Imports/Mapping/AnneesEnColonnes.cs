using System.Text.RegularExpressions;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>
/// Columns with the revenue of a year: « CA 2023 », « CA HT N-1 », « Chiffre d'affaires 2022 ». Figures come from ventes, and the sum of a year is none: on
/// one day it would be wrong in its month and in the twelve months.
/// </summary>
internal static partial class AnneesEnColonnes
{
    public static bool Is(string header) => DUneAnnee().IsMatch(TexteNormalise.Of(header));

    [GeneratedRegex(@"^(?:ca|chiffres? (?:d )?affaires?|ventes?|revenue|sales|turnover)(?: (?:ht|annuel|net|realise|client|total|k|ke|en|de|exercice|annee|eur|euros))* (?:(?:19|20)\d\d|n|n 1|n 2|n 3)(?:\W.{0,6})?$", RegexOptions.NonBacktracking)]
    private static partial Regex DUneAnnee();
}
