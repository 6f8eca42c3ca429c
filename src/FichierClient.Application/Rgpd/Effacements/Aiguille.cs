using System.Text;
using System.Text.RegularExpressions;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Rgpd.Effacements;

public enum GenreAiguille
{
    Email,
    Telephone,
    NomComplet,

    /// <summary>SIREN, SIRET: of a natural person, it is hers.</summary>
    Numero,

    /// <summary>The family name alone: many bear it, so each finding is looked at.</summary>
    Nom,
}

/// <summary>
/// One thing that a person is known by, found in any writing: case, accents, separators, both orders of a name, national and
/// international phone numbers, encoded in an address. The same expression searches in PostgreSQL and redacts here.
/// </summary>
public sealed record Aiguille(GenreAiguille Genre, string Valeur)
{
    /// <summary>What stands in a text in place of what was erased.</summary>
    public const string Marque = "[effac\u00e9]";

    /// <summary>Between the words of a name; in a line of a file also what separates its cells.</summary>
    private const string Separator = @"(?:[\s\u00a0\u202f.'\u2019;,|""_-]|%20|\+)";
    private const string PhoneSeparator = @"[\s\u00a0\u202f.()/-]*";

    /// <summary>Country codes of French numbers overseas: nine digits follow, written with a leading 0 at home.</summary>
    private static readonly string[] Overseas = ["590", "594", "596", "262", "508"];

    /// <summary>It names this person alone.</summary>
    public bool EstForte => Genre != GenreAiguille.Nom;

    /// <summary>One expression for several, in PostgreSQL's dialect; matched without regard to case.</summary>
    public static string Expression(IEnumerable<Aiguille> aiguilles) => string.Join('|', aiguilles.Select(a => a.Motif(@"\y")));

    /// <summary>The same in .NET's dialect.</summary>
    public static string ExpressionNet(IEnumerable<Aiguille> aiguilles) => string.Join('|', aiguilles.Select(a => a.Motif(@"\b")));

    /// <summary>As a file may have it: a number's cell loses its leading zero in a spreadsheet.</summary>
    public static string ExpressionFichier(IReadOnlyCollection<Aiguille> aiguilles) => string.Join('|', aiguilles.Select(a => a.Motif(@"\b"))
        .Concat(aiguilles.Where(a => a.Genre == GenreAiguille.Telephone && a.Valeur is ['+', '3', '3', ..] && a.Valeur.Length == 12).Select(a => $"(?<![0-9]){a.Valeur[3..]}(?![0-9])")));

    /// <summary>Replaces every finding in a text.</summary>
    public static string Redact(string text, IEnumerable<Aiguille> aiguilles) =>
        Regex.Replace(text, ExpressionNet(aiguilles), Marque, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    /// <summary>Is there a finding in this text?</summary>
    public static bool Finds(string text, IEnumerable<Aiguille> aiguilles) =>
        Regex.IsMatch(text, ExpressionNet(aiguilles), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    private string Motif(string boundary) => Genre switch
    {
        GenreAiguille.Email => boundary + Letters(Valeur.Split('@')[0]) + "(?:@|%40)" + Letters(Valeur.Split('@')[1]) + boundary,
        GenreAiguille.Telephone => Phone() + "(?![0-9])",
        GenreAiguille.Numero => boundary + string.Join(PhoneSeparator, Valeur.ToCharArray()) + boundary,
        _ => boundary + string.Join(Separator + "{1,4}", TexteNormalise.Of(Valeur).Split(' ').Select(Letters)) + boundary,
    };

    /// <summary>E.164: a French number is also written with a leading 0; its digits stand alone.</summary>
    private string Phone()
    {
        var digits = Valeur.TrimStart('+');
        static string Spaced(string d) => string.Join(PhoneSeparator, d.ToCharArray());
        if (digits.Length == 12 && Overseas.Contains(digits[..3])) return $@"(?:{Spaced(digits[..3])}{PhoneSeparator}0?|0){PhoneSeparator}{Spaced(digits[3..])}";
        return digits.StartsWith("33", StringComparison.Ordinal) && digits.Length == 11
            ? $@"(?:(?:\+|%2B|00){PhoneSeparator}3{PhoneSeparator}3{PhoneSeparator}0?|0){PhoneSeparator}{Spaced(digits[2..])}"
            : Spaced(digits);
    }

    private static string Letters(string text)
    {
        var expression = new StringBuilder();
        var letters = text.ToLowerInvariant();
        for (var i = 0; i < letters.Length; i++)
        {
            if (i + 1 < letters.Length && Joined.TryGetValue(letters[i..(i + 2)], out var one)) expression.Append("(?:").Append(Letter(letters[i])).Append(Letter(letters[++i])).Append("|[").Append(one).Append("]|").Append(Encoded(one)).Append(')');
            else expression.Append(Letter(letters[i]));
        }

        return expression.ToString();
    }

    /// <summary>A letter with and without its accents, also as they are encoded in an address.</summary>
    private static string Letter(char c) => Accents.TryGetValue(c, out var accents) ? $"(?:[{c}{accents}]|{Encoded(accents)})"
        : char.IsAsciiLetterOrDigit(c) ? c.ToString() : Regex.Escape(c.ToString());

    private static string Encoded(string letters) => string.Join('|', letters.Select(a => Uri.EscapeDataString(a.ToString())));

    /// <summary>Two letters that are also written as one: Lætitia, Lecœur.</summary>
    private static readonly Dictionary<string, string> Joined = new() { ["ae"] = "\u00e6\u00c6", ["oe"] = "\u0153\u0152", ["ss"] = "\u00df\u1e9e" };

    internal static readonly Dictionary<char, string> Accents = new()
    {
        ['a'] = "\u00e0\u00e2\u00e4\u00e1\u00c0\u00c2\u00c4\u00c1",
        ['c'] = "\u00e7\u00c7",
        ['e'] = "\u00e9\u00e8\u00ea\u00eb\u00c9\u00c8\u00ca\u00cb",
        ['i'] = "\u00ee\u00ef\u00ed\u00ce\u00cf\u00cd",
        ['n'] = "\u00f1\u00d1",
        ['o'] = "\u00f4\u00f6\u00f3\u00d4\u00d6\u00d3",
        ['u'] = "\u00f9\u00fb\u00fc\u00fa\u00d9\u00db\u00dc\u00da",
        ['y'] = "\u00ff\u0178",
    };
}
