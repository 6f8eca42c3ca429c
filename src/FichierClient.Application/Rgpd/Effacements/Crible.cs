using System.Text;
using System.Text.RegularExpressions;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>
/// Two quick tests that every finding passes, so that the long expression is tried on few rows: of 5,000,000 notes it alone takes minutes
/// (docs/performance.md). Both read a name by its most telling word and a number by its last digits, so they let more through.
/// </summary>
/// <param name="Traits">Patterns of LIKE for the text in lower case of the letters a to z; a finding fits one of them.</param>
/// <param name="Expression">A short expression of PostgreSQL, without regard to case.</param>
internal sealed record Crible(string[] Traits, string Expression)
{
    /// <summary>Digits of a number that are looked for: more make the tests slower and let hardly less through.</summary>
    private const int LastDigits = 6;

    /// <summary>A text with letters encoded as in an address is always tried.</summary>
    private const string EncodedTrait = @"%\%__%", EncodedExpression = "%(?:c[35]|40|2b|e1)";

    public static Crible Of(IEnumerable<Aiguille> aiguilles)
    {
        var all = aiguilles.ToList();
        var words = Words(all.Where(a => a.Genre is not (GenreAiguille.Telephone or GenreAiguille.Numero)));
        var numbers = all.Where(a => a.Genre is GenreAiguille.Telephone or GenreAiguille.Numero).Select(a => Digits(a.Valeur)).Distinct().ToList();
        return new Crible(
            [.. words.Select(TraitOf).Concat(numbers.Select(n => $"%{string.Join('%', n.ToCharArray())}%")).Append(EncodedTrait).Distinct()],
            string.Join('|', words.Select(ExpressionOf).Concat(numbers.Select(n => string.Join("[^0-9a-z]*", n.ToCharArray()))).Append(EncodedExpression)));
    }

    private static string Digits(string valeur)
    {
        var digits = string.Concat(valeur.Where(char.IsAsciiDigit));
        return digits[Math.Max(0, digits.Length - LastDigits)..];
    }

    /// <summary>One word of each name and address; a word that stands for several is taken once.</summary>
    private static List<string> Words(IEnumerable<Aiguille> aiguilles)
    {
        var chosen = new List<string>();
        foreach (var aiguille in aiguilles.OrderBy(a => a.Genre == GenreAiguille.Email))
        {
            var words = WordsOf(aiguille);
            if (!words.Exists(chosen.Contains)) chosen.Add(words.MaxBy(Telling)!);
        }

        return chosen;
    }

    private static List<string> WordsOf(Aiguille aiguille) => aiguille.Genre == GenreAiguille.Email
        ? [.. Regex.Split(aiguille.Valeur.Split('@')[0].ToLowerInvariant(), "[^a-z0-9]+").Where(w => w.Length > 0).DefaultIfEmpty("")]
        : [.. TexteNormalise.Of(aiguille.Valeur).Split(' ')];

    /// <summary>Letters that are always written the same say most.</summary>
    private static int Telling(string word) => word.Count(c => !Aiguille.Accents.ContainsKey(c)) * 100 + word.Length;

    private static string TraitOf(string word)
    {
        var trait = new StringBuilder();
        foreach (var c in Unjoined(word)) trait.Append(c == '%' ? '%' : Aiguille.Accents.ContainsKey(c) || !char.IsAsciiLetterOrDigit(c) ? '_' : c);
        return $"%{trait.ToString().Trim('_')}%";
    }

    private static string ExpressionOf(string word)
    {
        var expression = new StringBuilder();
        foreach (var c in Unjoined(word)) expression.Append(c == '%' ? ".{1,2}" : Aiguille.Accents.TryGetValue(c, out var accents) ? $"[{c}{accents}]" : char.IsAsciiLetterOrDigit(c) ? c : '.');
        return expression.ToString();
    }

    /// <summary>What may also be written as one letter stands for anything.</summary>
    private static string Unjoined(string word) => word.Replace("ae", "%", StringComparison.Ordinal).Replace("oe", "%", StringComparison.Ordinal).Replace("ss", "%", StringComparison.Ordinal);
}
