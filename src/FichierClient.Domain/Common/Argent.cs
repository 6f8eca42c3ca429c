namespace FichierClient.Domain.Common;

/// <summary>Rounding of money, one rule for the whole product (product.md: per line, half away from zero).</summary>
public static class Argent
{
    /// <summary>An amount rounded to the cent, half away from zero.</summary>
    public static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
