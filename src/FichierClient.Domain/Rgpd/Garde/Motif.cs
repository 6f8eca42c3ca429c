using System.Text.RegularExpressions;

namespace FichierClient.Domain.Rgpd.Garde;

/// <summary>
/// The patterns of the lists: words by their root, <c>mot*</c> begins with, <c>(a|b c)</c> one or the other, <c>..</c> up to three words between, <c>!RN</c>
/// written exactly so, <c>#</c> a number.
/// </summary>
internal static partial class Motif
{
    public const string Saut = "..", Nombre = "#";
    public const char Exact = '!', Debut = '*';

    [GeneratedRegex(@"\(([^()]*)\)")]
    private static partial Regex Choix();

    /// <summary>All sequences of steps that a pattern means.</summary>
    public static IEnumerable<IReadOnlyList<string>> Expand(string motif)
    {
        if (Choix().Match(motif) is { Success: true } choix)
        {
            return choix.Groups[1].Value.Split('|').SelectMany(one => Expand(motif[..choix.Index] + one + motif[(choix.Index + choix.Length)..]));
        }

        return [[.. motif.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Steps)]];
    }

    private static IEnumerable<string> Steps(string word) => word switch
    {
        Saut or Nombre => [word],
        [Exact, ..] => [word],
        [.. var start, Debut] => [Mots.Plain(start) + Debut],
        _ => Mots.Of(word).Select(m => m.Racine),
    };
}
