using System.Globalization;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>All fields of an import, and how a header or a word of a mapping file finds its field.</summary>
public static class ChampsImport
{
    public static IReadOnlyList<ChampImport> Tous { get; } = [.. ChampsEntreprise.Tous, .. ChampsContact.Tous, .. ChampsVente.Tous];

    private static readonly Dictionary<string, ChampImport> ParCle = Tous.ToDictionary(c => c.Cle, StringComparer.OrdinalIgnoreCase);

    /// <summary>The field of a key such as <c>contact.email</c>, null when there is none.</summary>
    public static ChampImport? Find(string cle) => ParCle.GetValueOrDefault(cle.Trim());

    /// <summary>A header as it is compared: <c>BillingPostalCode</c>, <c>billing_postal_code</c> and « Billing Postal Code » are one, « N° SIRET » is « N SIRET ».</summary>
    public static string KeyOf(string header) => string.Concat(TexteNormalise.Of(header).Where(char.IsLetterOrDigit)) is { Length: > 0 } key ? key : header.Trim();

    /// <summary>The writings of a header to try, most precise first: whole, without what is in parentheses, the parentheses alone, without its number.</summary>
    public static IEnumerable<string> KeysOf(string header)
    {
        yield return KeyOf(header);
        var open = header.IndexOf('(', StringComparison.Ordinal);
        var close = header.LastIndexOf(')');
        if (open > 0 && close > open)
        {
            yield return KeyOf(header[..open]);
            if (!int.TryParse(header[(open + 1)..close], NumberStyles.None, CultureInfo.InvariantCulture, out _)) yield return KeyOf(header[(open + 1)..close]);
        }
    }

    internal static ChampImport Champ(SectionImport section, string cle, string noms, string seuls = "", TypeChamp type = TypeChamp.Texte) =>
        new($"{section.ToString().ToLowerInvariant()}.{cle}", section, type, Words(noms), Words(seuls));

    private static string[] Words(string list) => [.. list.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(KeyOf)];
}
