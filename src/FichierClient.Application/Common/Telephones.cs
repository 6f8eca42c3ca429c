using FichierClient.Domain.Common;
using PhoneNumbers;

namespace FichierClient.Application.Common;

/// <summary>
/// The one place that reads phone numbers (libphonenumber). What is typed is always kept; its E.164 form is what searches
/// compare, so that « 01 23 45 67 89 », « +33 1 23 45 67 89 » and « 0033123456789 » are one number.
/// </summary>
public static class Telephones
{
    /// <summary>The country of numbers that are written without one.</summary>
    public const string PaysParDefaut = "FR";

    /// <summary>Short numbers and extensions have as many digits at most.</summary>
    private const int LongueurCourte = 4;

    private static readonly PhoneNumberUtil Util = PhoneNumberUtil.GetInstance();

    /// <summary>The numbering plans of « 0… » overseas: the same ten digits as in France, told apart by their country code.</summary>
    private static readonly string[] PlansFrancais = ["GP", "MQ", "GF", "RE", "YT", "PM"];

    /// <summary>Reads a typed number; its E.164 form is null when it isn't one.</summary>
    /// <param name="saisie">As typed.</param>
    /// <param name="pays">ISO 3166-1 alpha-2 of the address, for numbers without a country code.</param>
    /// <param name="libelle">Standard, mobile, fax…</param>
    public static NumeroTelephone Read(string saisie, string? pays = null, string? libelle = null) =>
        new(saisie.Trim(), E164(saisie, pays), Texte.Clean(libelle));

    /// <summary>Such as <c>+33123456789</c>; null when the text isn't a possible number of the country.</summary>
    public static string? E164(string? saisie, string? pays = null)
    {
        if (string.IsNullOrWhiteSpace(saisie)) return null;
        var text = WithoutOptionalZero(PlainSpaces(saisie));
        var numbers = Regions(pays).Select(region => Parse(text, region)).OfType<PhoneNumber>().ToList();
        // Ranges open faster than the library learns them: a possible number is kept when none is known to be valid.
        var number = numbers.Find(Util.IsValidNumber) ?? numbers.Find(Util.IsPossibleNumber);
        return number is null ? null : Util.Format(number, PhoneNumberFormat.E164);
    }

    /// <summary>As people read it: <c>01 23 45 67 89</c> in France, <c>+32 2 123 45 67</c> elsewhere, as typed when it can't be read.</summary>
    public static string Show(string saisie, string? e164)
    {
        if (e164 is null || Parse(e164, PaysParDefaut) is not { } number) return saisie;
        return Util.Format(number, number.CountryCode == 33 ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
    }

    /// <summary>
    /// Why a typed number can't be one of France; null when it can, when it is of another country, or when words stand beside it.
    /// Short numbers (3631, 118 712, 15) and internal ones are numbers.
    /// </summary>
    /// <param name="saisie">As typed.</param>
    /// <param name="pays">ISO 3166-1 alpha-2 of the address, for numbers without a country code.</param>
    public static string? Problem(string? saisie, string? pays = null)
    {
        var text = saisie?.Trim() ?? "";
        if (text.Length == 0 || text.Any(char.IsLetter) || E164(text, pays) is not null) return null;
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var hasCode = text.StartsWith('+') || digits.StartsWith("00", StringComparison.Ordinal);
        var isFrench = hasCode ? digits.TrimStart('0').StartsWith("33", StringComparison.Ordinal) : string.IsNullOrWhiteSpace(pays) || pays.Equals(PaysParDefaut, StringComparison.OrdinalIgnoreCase);
        if (!isFrench || (!hasCode && (digits.Length <= LongueurCourte || (digits.Length == 6 && digits.StartsWith("118", StringComparison.Ordinal))))) return null;
        return Texts.Get(hasCode ? "Telephone_code_invraisemblable" : "Telephone_invraisemblable", digits.Length);
    }

    /// <summary>The refusal of the numbers that can't be one, each at its field; null when all can.</summary>
    /// <param name="numeros">As typed, with the path of the field.</param>
    /// <param name="pays">Of the address.</param>
    public static Refus? Refuse(IEnumerable<(string? Saisie, string Champ)> numeros, string? pays)
    {
        List<ErreurChamp> errors = [.. numeros.Select(n => (n.Champ, Message: Problem(n.Saisie, pays))).Where(n => n.Message is not null).Select(n => new ErreurChamp(n.Champ, n.Message!))];
        return errors.Count == 0 ? null : new Refus(RefusKind.Invalide, errors.Count == 1 ? Texts.Get("Champ_a_corriger") : Texts.Get("Champs_a_corriger", errors.Count)) { Champs = errors };
    }

    private static IEnumerable<string> Regions(string? pays)
    {
        var region = string.IsNullOrWhiteSpace(pays) ? PaysParDefaut : pays.ToUpperInvariant();
        return region == PaysParDefaut ? PlansFrancais.Prepend(region) : [region];
    }

    /// <summary>« +33 (0)1 23… » is how many French signatures write it; libphonenumber would read the zero as a digit.</summary>
    private static string WithoutOptionalZero(string saisie) =>
        saisie.TrimStart().StartsWith('+') || saisie.TrimStart().StartsWith("00", StringComparison.Ordinal)
            ? saisie.Replace("(0)", "", StringComparison.Ordinal) : saisie;

    /// <summary>libphonenumber stops at a narrow no-break space, which is what this program itself writes between digits.</summary>
    private static string PlainSpaces(string saisie) => string.Concat(saisie.Select(c => char.IsWhiteSpace(c) ? ' ' : c));

    private static PhoneNumber? Parse(string text, string region)
    {
        try
        {
            return Util.Parse(text, region);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
