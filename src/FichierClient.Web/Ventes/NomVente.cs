using System.Globalization;
using FichierClient.Domain.Ventes;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Ventes;

/// <summary>What a document is called on screen.</summary>
internal static class NomVente
{
    /// <summary>"Facture FA2026-12"; without a number "Facture sans numéro", with its day where nothing beside says it.</summary>
    public static string Of(TypeVente type, string? numero, IStringLocalizer<VentesTexts> texts, DateOnly? jour = null) => (numero, jour) switch
    {
        ({ } known, _) => $"{texts["Type_" + type]} {known}",
        (_, { } day) => texts["SansNumeroDu_" + type, day.ToString("d", CultureInfo.CurrentCulture)],
        _ => texts["SansNumero_" + type],
    };
}
