using System.Text.RegularExpressions;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>What a text has of a person of whom only keyed prints are left.</summary>
public enum PresenceEmpreinte
{
    Aucune,

    /// <summary>Her name, which another may bear.</summary>
    Nom,

    /// <summary>Her address or number.</summary>
    Coordonnee,
}

/// <summary>Looks for an erased person in one text by the prints of her certificate: every address, number and run of words in it is printed and compared.</summary>
internal static partial class TexteEmpreint
{
    /// <summary>Words of the longest name that is looked for.</summary>
    private const int LongestName = 12;

    /// <param name="empreintes">The installation's.</param>
    /// <param name="tenantId">Whose.</param>
    /// <param name="prints">In base64, as the certificate lists them.</param>
    /// <param name="text">Any.</param>
    public static PresenceEmpreinte Find(Empreintes empreintes, Guid tenantId, IReadOnlySet<string> prints, string text)
    {
        bool Has(string genre, string valeur) => prints.Contains(Convert.ToBase64String(empreintes.Of(tenantId, genre, valeur)));
        var numbers = Number().Matches(text).SelectMany(m => ScanEmpreintes.Numbers(m.Value)).Distinct().ToList();
        if (Addresses(text).Distinct().Any(e => Has(Identifiants.Email, e)) || numbers.Exists(n => Has(Identifiants.Telephone, n) || Has(TraceEffacement.GenreNumero, n)))
            return PresenceEmpreinte.Coordonnee;
        return Runs(TexteNormalise.Of(text).Split(' ')).Any(n => Has(TraceEffacement.GenreNom, n)) ? PresenceEmpreinte.Nom : PresenceEmpreinte.Aucune;
    }

    /// <summary>As they stand, from each sign or apostrophe before them on, and as far as each further point: « …@perso.test.Merci ».</summary>
    public static IEnumerable<string> Addresses(string text)
    {
        foreach (var written in Email().Matches(text.Replace("%40", "@", StringComparison.Ordinal)).Select(m => m.Value.TrimEnd('.')))
        {
            foreach (var address in Begun(written).Distinct())
            {
                yield return address;
                for (var end = address.LastIndexOf('.'); end > address.IndexOf('@', StringComparison.Ordinal); end = address.LastIndexOf('.', end - 1)) yield return address[..end];
            }
        }
    }

    /// <summary>An address as it stands, without the quotes and signs before it, and from behind each apostrophe on: « d'anne@… » has one that isn't the address's.</summary>
    public static IEnumerable<string> Begun(string written)
    {
        yield return written;
        yield return written.TrimStart('\'', '+', '%', '.', '_', '-');
        for (var at = written.IndexOf('\''); at >= 0; at = written.IndexOf('\'', at + 1))
            if (at + 1 < written.IndexOf('@', StringComparison.Ordinal)) yield return written[(at + 1)..];
    }

    private static IEnumerable<string> Runs(string[] words) => Enumerable.Range(0, words.Length).SelectMany(from => Enumerable.Range(1, Math.Min(LongestName, words.Length - from)).Select(count => string.Join(' ', words, from, count))).Distinct();

    [GeneratedRegex(@"[\p{L}0-9._%+'-]+@[\p{L}0-9.-]+\.\p{L}{2,}")]
    private static partial Regex Email();

    [GeneratedRegex(@"\+?[0-9][0-9 \u00a0\u202f.()/-]*[0-9]")]
    private static partial Regex Number();
}
