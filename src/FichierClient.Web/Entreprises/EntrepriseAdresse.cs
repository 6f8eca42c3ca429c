using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Entreprises;
using FichierClient.Domain.Entreprises;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Lists;

namespace FichierClient.Web.Entreprises;

/// <summary>The list of entreprises as its address says it; others link to it with the same keys.</summary>
public static class EntrepriseAdresse
{
    public const string Path = "/entreprises";
    public const string Nom = "nom", Ville = "ville", Statut = "statut", Commercial = "commercial", Equipe = "equipe", Canal = "canal", Etiquette = "etiquette",
        Departement = "departement", Ca12 = "ca12", PremiereVente = "premiere", DerniereVente = "vente", Potentiel = "potentiel", CodePostal = "cp", Activite = "naf", Echange = "echange", Ralentit = "ralentit", Perdu = "perdu", Corbeille = "corbeille";

    /// <summary>The value of a choice that means those without.</summary>
    public const string Aucun = "aucun";

    /// <summary>The value of the last exchange that means those without any; others are a number of days: longer ago than that.</summary>
    public const string Jamais = "jamais";

    public static readonly IReadOnlyList<string> Sorts =
    [
        ListEntreprises.ParNom, ListEntreprises.ParVille, ListEntreprises.ParCa, ListEntreprises.ParDerniereVente,
        ListEntreprises.ParEvolution, ListEntreprises.ParCommercial, ListEntreprises.ParStatut,
    ];

    private const int MaxDays = 36_500;

    private static readonly ListSort Default = new(ListEntreprises.ParCa, Descending: true);

    public static ListSort SortOf(QueryState state) =>
        ListSort.Parse(state[ListSort.QueryKey], Default, Sorts);

    public static PageRequest PageOf(QueryState state)
    {
        var sort = SortOf(state);
        return new PageRequest(sort.Key, sort.Descending, PageCursor.Parse(state[QueryState.PageKey]));
    }

    /// <param name="state">The address.</param>
    /// <param name="clock">What day it is, and where a day begins; null for those who use neither exchanges nor periods by name.</param>
    public static EntrepriseFiltre FiltreOf(QueryState state, UserClock? clock = null)
    {
        var (potentielMin, potentielMax) = FilterRange.Amounts(state[Potentiel]);
        var (caMin, caMax) = FilterRange.Amounts(state[Ca12]);
        var (premiereMin, premiereMax) = FilterRange.Days(state[PremiereVente], clock?.Today);
        var (venteMin, venteMax) = FilterRange.Days(state[DerniereVente], clock?.Today);
        return new EntrepriseFiltre
        {
            Nom = state[Nom],
            Ville = state[Ville],
            Statuts = [.. state.All(Statut).Where(s => Enum.TryParse<StatutEntreprise>(s, out _)).Select(Enum.Parse<StatutEntreprise>)],
            Responsables = Ids(state.All(Commercial)),
            SansResponsable = state.All(Commercial).Contains(Aucun),
            Equipes = Ids(state.All(Equipe)),
            Canaux = Ids(state.All(Canal)),
            SansCanal = state.All(Canal).Contains(Aucun),
            Etiquettes = Ids(state.All(Etiquette)),
            Departements = [.. state.All(Departement).Where(EntrepriseFilters.Departements.Contains)],
            CodePostal = state[CodePostal],
            Activite = state[Activite],
            PotentielMin = potentielMin,
            PotentielMax = potentielMax,
            EchangeAvant = state.All(Echange).Where(IsDays).Select(DaysOf).DefaultIfEmpty(-1).Min() is >= 0 and var days && clock is not null ? clock.StartOf(clock.Today.AddDays(-days)) : null,
            SansEchange = state.All(Echange).Contains(Jamais),
            Ca12Min = caMin,
            Ca12Max = caMax,
            PremiereVenteMin = premiereMin,
            PremiereVenteMax = premiereMax,
            DerniereVenteMin = venteMin,
            DerniereVenteMax = venteMax,
            Ralentit = state[Ralentit] is not null,
            Perdu = state[Perdu] is not null,
            Import = ImportFilter.Of(state),
            Supprimees = state[Corbeille] is not null,
        };
    }

    public static string Sheet(Guid id) => string.Create(CultureInfo.InvariantCulture, $"{Path}/{id}");

    /// <summary>A number of days as the address holds it.</summary>
    public static bool IsDays(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= MaxDays;

    private static int DaysOf(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    // Made-up ids filter nothing out by themselves: they are dropped.
    private static List<Guid> Ids(IReadOnlyList<string> texts) => [.. texts.Where(t => Guid.TryParse(t, out _)).Select(Guid.Parse)];
}
