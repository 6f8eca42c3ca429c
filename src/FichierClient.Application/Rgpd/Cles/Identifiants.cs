using System.Globalization;
using System.Text;
using FichierClient.Application.Common;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Rgpd.Cles;

/// <summary>
/// The one form of an identifier that its print is made of, so that « Jeanne@Exemple.FR » and « jeanne@exemple.fr » have one print.
/// Prints are stored: changing a form here makes those of the version before unfindable.
/// </summary>
public static class Identifiants
{
    public const string Email = "email", Telephone = "telephone", Url = "url", Domaine = "domaine";

    /// <param name="genre">One of the constants above; another kind is compared as searches compare texts.</param>
    /// <param name="valeur">As typed.</param>
    /// <returns>Empty when nothing is left to compare.</returns>
    public static string Normalise(string genre, string valeur) => genre switch
    {
        Email => valeur.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant(),
        Telephone => Telephones.E164(valeur) ?? string.Concat(valeur.Where(char.IsAsciiDigit)),
        Url => Address(valeur),
        Domaine => Host(valeur.Trim().TrimStart('@').TrimEnd('.')),
        _ => TexteNormalise.Of(valeur),
    };

    /// <summary>The domain of an e-mail address; null when it has none.</summary>
    public static string? DomaineOf(string email) =>
        email.LastIndexOf('@') is >= 0 and var at && Host(email[(at + 1)..].Trim()) is { Length: > 0 } host ? host : null;

    /// <summary>Host and path of a profile's address, without what doesn't tell two profiles apart: scheme, www, query, last slash.</summary>
    private static string Address(string valeur)
    {
        var text = valeur.Trim().Normalize(NormalizationForm.FormC);
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) text = text[(scheme + 3)..];
        text = text.Split('?', '#')[0].TrimEnd('/').ToLowerInvariant();
        return text.StartsWith("www.", StringComparison.Ordinal) ? text[4..] : text;
    }

    private static string Host(string host)
    {
        try
        {
            return host.Length == 0 ? "" : new IdnMapping().GetAscii(host).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return host.ToLowerInvariant();
        }
    }
}
