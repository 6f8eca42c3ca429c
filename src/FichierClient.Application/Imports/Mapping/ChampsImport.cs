using System.Globalization;
using System.Text.RegularExpressions;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>All fields of an import, and how a header or a word of a mapping file finds its field.</summary>
public static partial class ChampsImport
{
    // Before the fields, whose headers are read with them: static fields are set in the order of the text.
    private static readonly string[] Articles = ["de", "du", "des", "d", "la", "le", "les", "l"];

    /// <summary>Whose column it is, where the heading says so in parentheses: « Téléphone fixe (contact) ».</summary>
    private static readonly string[] DuContact = ["contact", "interlocuteur", "personne", "person"], DeLEntreprise = ["client", "societe", "entreprise", "tiers", "company", "organisation", "organization"];

    public static IReadOnlyList<ChampImport> Tous { get; } = [.. ChampsEntreprise.Tous, .. ChampsContact.Tous, .. ChampsVente.Tous];

    private static readonly Dictionary<string, ChampImport> ParCle = Tous.ToDictionary(c => c.Cle, StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<HashSet<string>> Cles = new(() => [.. Tous.SelectMany(c => new[] { c.Noms, c.NomsSeuls, c.Derniers }).SelectMany(n => n.Groupes).SelectMany(g => g)]);

    /// <summary>The field of a key such as <c>contact.email</c>, null when there is none.</summary>
    public static ChampImport? Find(string cle) => ParCle.GetValueOrDefault(cle.Trim());

    /// <summary>A heading that means a field of any record.</summary>
    internal static bool EstConnu(string header) => ParCle.ContainsKey(header) || KeysOf(header).Any(Cles.Value.Contains);

    /// <summary>
    /// A header as it is compared: <c>BillingPostalCode</c>, <c>billing_postal_code</c> and « Billing Postal Code » are one, « N° SIRET » is
    /// « N SIRET », « Numéro de TVA » is « Numéro TVA », and Salesforce ends its users' own fields in <c>__c</c>.
    /// </summary>
    public static string KeyOf(string header)
    {
        var words = TexteNormalise.Of(Words().Replace(header.EndsWith("__c", StringComparison.OrdinalIgnoreCase) ? header[..^3] : header, " ")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var named = Array.FindAll(words, w => Array.IndexOf(Articles, w) < 0);
        return string.Concat((named.Length > 0 ? named : words).SelectMany(w => w).Where(char.IsLetterOrDigit)) is { Length: > 0 } key ? key : header.Trim();
    }

    /// <summary>The writings of a header to try, most precise first: whole, without what is in parentheses, the parentheses alone unless they are a number or say whose it is, each side of a slash or of « ou », the person's word at the end instead of at the beginning: « Contact prénom », « Contact - E-mail ».</summary>
    public static IEnumerable<string> KeysOf(string header)
    {
        yield return KeyOf(header);
        if (Parentheses(header) is var (before, within))
        {
            yield return KeyOf(before);
            if (!int.TryParse(within, NumberStyles.None, CultureInfo.InvariantCulture, out _) && SectionDite(header) is null) yield return KeyOf(within);
        }

        if (header.Split([' ', '-', ':', '.', '_'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var person, { Length: > 0 } what] && KeyOf(person) is "contact" or "interlocuteur")
        {
            yield return KeyOf($"{what} contact");
        }

        // EBP names the part of the document first: « Document - Date », « Ligne - Montant Net HT ».
        if (header.Split(" - ", 2, StringSplitOptions.TrimEntries) is [var part, { Length: > 0 } field] && KeyOf(part) is "document" or "ligne" or "line")
        {
            if (KeyOf(part) != "document") yield return KeyOf($"{field} ligne");
            yield return KeyOf(field);
        }

        foreach (var side in header.Split([" / ", " ou ", " or "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 1 } sides ? sides : []) yield return KeyOf(side);
    }

    /// <summary>The record that a heading names in parentheses; null when it names none.</summary>
    internal static SectionImport? SectionDite(string header) => Parentheses(header) is not var (_, within) ? null
        : Array.IndexOf(DuContact, KeyOf(within)) >= 0 ? SectionImport.Contact
        : Array.IndexOf(DeLEntreprise, KeyOf(within)) >= 0 ? SectionImport.Entreprise : null;

    private static (string Before, string Within)? Parentheses(string header)
    {
        var (open, close) = (header.IndexOf('(', StringComparison.Ordinal), header.LastIndexOf(')'));
        return open > 0 && close > open ? (header[..open], header[(open + 1)..close]) : null;
    }

    /// <param name="section">Its record.</param>
    /// <param name="cle">Its name within the record.</param>
    /// <param name="noms">Headers, separated by |, groups by ||.</param>
    /// <param name="seuls">The same, for a file that is about this record.</param>
    /// <param name="type">How its cells are read.</param>
    /// <param name="derniers">The same, for want of anything better.</param>
    internal static ChampImport Champ(SectionImport section, string cle, string noms, string seuls = "", TypeChamp type = TypeChamp.Texte, string derniers = "") =>
        new($"{section.ToString().ToLowerInvariant()}.{cle}", section, type, Groups(noms), Groups(seuls), Groups(derniers));

    private static NomsChamp Groups(string list) =>
        new([.. list.Split("||", StringSplitOptions.RemoveEmptyEntries).Select(g => g.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(KeyOf).ToArray())]);

    /// <summary>Where a word of a run-together header ends: <c>NomDuClient</c>.</summary>
    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Words();
}
