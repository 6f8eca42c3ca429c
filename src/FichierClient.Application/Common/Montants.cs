using System.Globalization;

namespace FichierClient.Application.Common;

/// <summary>
/// Amounts as they are read, on screens and in sentences: <c>1 234,56 €</c> with narrow no-break spaces (U+202F) in French,
/// <c>€1,234.56</c> in English, and a true minus (U+2212).
/// </summary>
public static class Montants
{
    private const char NarrowNoBreakSpace = '\u202f';
    private const string Minus = "\u2212";

    /// <summary>An amount in the language of the sentence that is being made.</summary>
    public static string Say(decimal montant, string devise) => Format(montant, devise, 2, CultureInfo.CurrentUICulture);

    /// <param name="montant">In the unit of the currency, not in cents.</param>
    /// <param name="devise">ISO 4217 code; EUR, USD and GBP have their sign, others keep the code.</param>
    /// <param name="decimals">0 in lists and figures, 2 where the cent matters.</param>
    /// <param name="culture">Whose habits it follows.</param>
    public static string Format(decimal montant, string devise, int decimals, CultureInfo culture)
    {
        var rounded = Math.Round(montant, decimals, MidpointRounding.AwayFromZero);
        var number = Number(Math.Abs(rounded), decimals, culture);
        // Zero has no sign, also when it was rounded from a negative.
        var minus = rounded < 0 ? Minus : "";
        var sign = Sign(devise);
        return culture.TwoLetterISOLanguageName == "en" && sign.Length == 1
            ? $"{minus}{sign}{number}"
            : $"{minus}{number}{NarrowNoBreakSpace}{sign}";
    }

    /// <summary>A plain number, grouped with narrow no-break spaces in French.</summary>
    public static string Number(decimal value, int decimals, CultureInfo culture)
    {
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        if (culture.TwoLetterISOLanguageName == "fr") format.NumberGroupSeparator = NarrowNoBreakSpace.ToString();
        format.NegativeSign = Minus;
        return value.ToString("N" + decimals, format);
    }

    /// <summary>The currency's sign, or its code.</summary>
    public static string Sign(string devise) => devise switch
    {
        "EUR" => "€",
        "GBP" => "£",
        "USD" => "$",
        _ => devise,
    };
}
