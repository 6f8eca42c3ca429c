using System.Globalization;
using FichierClient.Application.Common;

namespace FichierClient.Web.Common;

/// <summary>Amounts as they are read: <c>1 234,56 €</c> with narrow no-break spaces (U+202F) and a true minus (U+2212).</summary>
public static class MontantFormat
{
    private const char NarrowNoBreakSpace = '\u202f';

    /// <param name="montant">In the unit of the currency, not in cents.</param>
    /// <param name="devise">ISO 4217 code; EUR, USD, GBP and CHF have their sign, others keep the code.</param>
    /// <param name="decimals">0 in lists and figures, 2 where the cent matters.</param>
    public static string Format(decimal montant, string devise = "EUR", int decimals = 2) => Montants.Format(montant, devise, decimals, CultureInfo.CurrentCulture);

    /// <summary>A plain number in the reader's language, grouped with narrow no-break spaces in French.</summary>
    public static string Number(decimal value, int decimals = 0) => Montants.Number(value, decimals, CultureInfo.CurrentCulture);

    /// <summary>A unit price: at least two decimals, and as many as were typed.</summary>
    public static string Price(decimal value) => Number(value, Math.Max(2, (int)value.Scale));

    /// <summary>The same amount for a figure in large type, where a narrow space between digits is hardly seen: a whole one.</summary>
    public static string Large(string amount) => amount.Replace(NarrowNoBreakSpace, '\u00a0');

    /// <summary>A percentage: <c>28,2 %</c> with a narrow no-break space in French, <c>28.2%</c> in English.</summary>
    /// <param name="points">In points: 28.2 for 28.2 %.</param>
    /// <param name="decimals">How many decimals are shown.</param>
    public static string Percent(decimal points, int decimals = 0) =>
        Number(points, decimals) + (CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "en" ? "%" : $"{NarrowNoBreakSpace}%");

    /// <summary>The currency's sign, or its code.</summary>
    public static string Sign(string devise) => Montants.Sign(devise);
}
