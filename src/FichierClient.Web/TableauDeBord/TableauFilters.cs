using FichierClient.Application.TableauDeBord;
using FichierClient.Web.Common.Lists;
using FichierClient.Web.Ventes;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.TableauDeBord;

/// <summary>What the dashboard can be limited to besides its period, as chips.</summary>
internal static class TableauFilters
{
    public static IReadOnlyList<Filter> All(TableauChoix? choix, IStringLocalizer<TableauDeBordTexts> texts) =>
    [
        Of(TableauAdresse.Commercial, texts["Commercial"], choix?.Commerciaux, texts["SansCommercial"]),
        Of(TableauAdresse.Equipe, texts["Equipe"], choix?.Equipes, null),
        Of(TableauAdresse.Canal, texts["Canal"], choix?.Canaux, texts["SansCanal"]),
        Of(TableauAdresse.Etiquette, texts["Etiquette"], choix?.Etiquettes, null),
    ];

    private static Filter Of(string key, string label, IReadOnlyList<Choix>? choix, string? none) => new(key, label, FilterKind.Choice)
    {
        Choices = [.. (choix ?? []).Select(c => new FilterChoice(c.Id.ToString(), c.Nom)), .. none is null ? [] : new[] { new FilterChoice(VenteAdresse.Aucun, none) }],
    };
}
