using System.Text.RegularExpressions;
using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Garde;

/// <summary>
/// Card numbers (ISO 7812): the prefix and length of a known network, Luhn's key, and nothing before it that says that it is another number. One number
/// in ten has a right key by chance, so a facture's, a parcel's or a SIRET must not pass for a card.
/// </summary>
public static partial class CarteBancaire
{
    private const int Before = 40;

    [GeneratedRegex(@"(?<![0-9A-Za-z+])\d(?:[\s.\-]?\d){12,18}(?![0-9A-Za-z])")]
    private static partial Regex Forme();

    [GeneratedRegex(@"^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:2(?:2[1-9]|[3-9]\d)|[3-6]\d\d|7(?:[01]\d|20))\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17}|(?:50|5[6-8]|6[37])\d{14,17})$")]
    private static partial Regex Reseau();

    [GeneratedRegex(@"\b(?:cb|carte|cartes|visa|mastercard|amex|bleue|bancaire|pan|american express|maestro)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Paiement();

    [GeneratedRegex(@"(?:factures?|fact\.?|commandes?|cde|siret|siren|contrat|dossier|suivi|colis|ean|gtin|r[ée]f(?:[ée]rence)?s?\.?|lots?|s[ée]rie|imei|article|bon|bl|client|compte|tva|sap|tracking|code)\b[^.;\n]{0,24}$", RegexOptions.IgnoreCase)]
    private static partial Regex AutreNumero();

    internal static IEnumerable<Signalement> Find(string texte) =>
        from Match match in Forme().Matches(texte)
        where IsCard(texte, match)
        select new Signalement(CategorieSensible.Carte, match.Index, match.Length, null);

    private static bool IsCard(string texte, Match match)
    {
        var digits = string.Concat(match.Value.Where(char.IsAsciiDigit));
        if (!Reseau().IsMatch(digits) || !Identifiant.Luhn(digits)) return false;
        var before = texte[Math.Max(0, match.Index - Before)..match.Index];
        if (Paiement().IsMatch(before)) return true;
        // EAN-13 and SIRET share these lengths, and pairs of digits are phone numbers.
        if (digits.Length is 13 or 14 || AutreNumero().IsMatch(before)) return false;
        return !match.Value.Split(' ', '.', '-', '\u00a0', '\u202f').Any(group => group.Length == 2);
    }
}
