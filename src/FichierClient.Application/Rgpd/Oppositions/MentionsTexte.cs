using System.Text.RegularExpressions;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Effacements.Journal;

namespace FichierClient.Application.Rgpd.Oppositions;

/// <summary>Addresses and numbers that stand within a free text: a note of another person, a line of an invoice.</summary>
internal static partial class MentionsTexte
{
    private const int ChiffresDUnNumero = 9;

    public static IEnumerable<IdentifiantPersonne> Of(string? texte)
    {
        if (string.IsNullOrEmpty(texte)) return [];
        // Most lines have neither: they cost a look.
        var emails = texte.Contains('@') || texte.Contains("%40", StringComparison.Ordinal) ? TexteEmpreint.Addresses(texte).Distinct().Select(IdentifiantPersonne.Email) : [];
        var numbers = texte.Count(char.IsAsciiDigit) >= ChiffresDUnNumero ? Numbers().Matches(texte).SelectMany(m => ScanEmpreintes.Numbers(m.Value)).Select(IdentifiantPersonne.Telephone) : [];
        return [.. emails, .. numbers];
    }

    [GeneratedRegex(@"\+?[0-9][0-9 .()/\u00a0\u202f-]*[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
