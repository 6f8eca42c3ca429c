using System.Globalization;
using FichierClient.Application.Entreprises;
using FichierClient.Domain.Entreprises;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Lists;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Entreprises;

/// <summary>What the list can be limited to, as chips.</summary>
internal static class EntrepriseFilters
{
    /// <summary>INSEE's codes: 01 to 95 without 20, the two of Corsica, overseas.</summary>
    public static readonly IReadOnlyList<string> Departements =
    [
        .. Enumerable.Range(1, 19).Select(Two), "2A", "2B", .. Enumerable.Range(21, 75).Select(Two), "971", "972", "973", "974", "976",
    ];

    private static readonly IReadOnlyList<string> Delais = ["30", "60", "90", "180", "365"];

    public static IReadOnlyList<Filter> All(QueryState state, EntrepriseReferences? references, Guid moi, bool mayDelete, IStringLocalizer<EntreprisesTexts> texts)
    {
        List<Filter> filters =
        [
            new(EntrepriseAdresse.Nom, texts["Nom"], FilterKind.Text) { Anywhere = true },
            new(EntrepriseAdresse.Ville, texts["Ville"], FilterKind.Text),
            new(EntrepriseAdresse.Statut, texts["Statut"], FilterKind.Choice)
            {
                Choices = [.. Enum.GetValues<StatutEntreprise>().Select(s => new FilterChoice(s.ToString(), texts["Statut_" + s]))],
            },
            new(EntrepriseAdresse.Commercial, texts["Commercial"], FilterKind.Choice) { Choices = [.. Commerciaux(state, references, moi, texts), new(EntrepriseAdresse.Aucun, texts["Aucun"])] },
            new(EntrepriseAdresse.Equipe, texts["Equipe"], FilterKind.Choice) { Choices = Choices(references?.Equipes) },
            new(EntrepriseAdresse.Canal, texts["Canal"], FilterKind.Choice) { Choices = [.. Choices(references?.Canaux), new(EntrepriseAdresse.Aucun, texts["Aucun"])] },
            new(EntrepriseAdresse.Etiquette, texts["Etiquette"], FilterKind.Choice) { Choices = Choices(references?.Etiquettes) },
            new(EntrepriseAdresse.Departement, texts["Departement"], FilterKind.Choice) { Choices = [.. Departements.Select(d => new FilterChoice(d, Domain.Entreprises.Nomenclatures.Departements.GetValueOrDefault(d) is { } nom ? $"{d} {nom}" : d))] },
            new(EntrepriseAdresse.Activite, texts["Activite"], FilterKind.Text) { Anywhere = true },
            new(EntrepriseAdresse.CodePostal, texts["CodePostal"], FilterKind.Text),
            new(EntrepriseAdresse.Echange, texts["DernierEchange"], FilterKind.Choice)
            {
                Choices =
                [
                    .. Delais.Union(state.All(EntrepriseAdresse.Echange).Where(EntrepriseAdresse.IsDays)).Select(days => new FilterChoice(days, texts["IlYAPlusDe", days])),
                    new(EntrepriseAdresse.Jamais, texts["Jamais"]),
                ],
            },
            new(EntrepriseAdresse.Potentiel, texts["Potentiel"], FilterKind.Amount),
            new(EntrepriseAdresse.Ca12, texts["Ca12"], FilterKind.Amount),
            new(EntrepriseAdresse.PremiereVente, texts["PremiereVente"], FilterKind.Day),
            new(EntrepriseAdresse.DerniereVente, texts["DerniereVente"], FilterKind.Day),
            new(EntrepriseAdresse.Ralentit, texts["Ralentit"], FilterKind.Flag),
            new(EntrepriseAdresse.Perdu, texts["Perdu"], FilterKind.Flag),
        ];
        if (mayDelete)
        {
            filters.Add(new Filter(EntrepriseAdresse.Corbeille, texts["DansCorbeille"], FilterKind.Flag));
        }
        return filters;
    }

    /// <summary>The reader first, when he is one of them; whom the address names is always among them, or he would read as a number.</summary>
    private static IEnumerable<FilterChoice> Commerciaux(QueryState state, EntrepriseReferences? references, Guid moi, IStringLocalizer<EntreprisesTexts> texts) =>
        (references?.Commerciaux ?? []).Concat((references?.AutresMembres ?? []).Where(r => state.All(EntrepriseAdresse.Commercial).Contains(r.Id.ToString()))).OrderByDescending(r => r.Id == moi).Select(r => new FilterChoice(r.Id.ToString(), r.Id == moi ? texts["Moi", r.Nom] : r.Nom));

    private static string Two(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    private static IReadOnlyList<FilterChoice> Choices(IReadOnlyList<Reference>? references) =>
        [.. (references ?? []).Select(r => new FilterChoice(r.Id.ToString(), r.Nom))];
}
