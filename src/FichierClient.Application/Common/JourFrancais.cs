using System.Globalization;

namespace FichierClient.Application.Common;

/// <summary>A day as a French letter writes it: « 1er janvier 2027 », « 2 janvier 2027 ».</summary>
public static class JourFrancais
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static string EnLettres(this DateOnly jour) => jour.Day == 1 ? $"1er {jour.ToString("MMMM yyyy", French)}" : jour.ToString("d MMMM yyyy", French);
}
