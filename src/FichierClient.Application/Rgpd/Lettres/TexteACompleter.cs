using System.Text.RegularExpressions;

namespace FichierClient.Application.Rgpd.Lettres;

/// <summary>What a proposed text leaves to be said: « [préciser ce qui a été corrigé] ».</summary>
internal static partial class TexteACompleter
{
    /// <summary>The first such place; null: the text is complete.</summary>
    public static string? In(string? texte) => Blanc().Match(texte ?? "") is { Success: true } blanc ? blanc.Value : null;

    [GeneratedRegex(@"\[(?:(?:préciser|indiquer|compléter)[^\]]*|[^\]]* à compléter)\]", RegexOptions.IgnoreCase)]
    private static partial Regex Blanc();
}
