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
        Departement = "departement", Ca12 = "ca12", PremiereVente = "premiere", DerniereVente = "vente", Ralentit = "ralentit", Perdu = "perdu", Corbeille = "corbeille";

    /// <summary>The value of a choice that means those without.</summary>
    public const string Aucun = "aucun";

    private static readonly ListSort Default = new(ListEntreprises.ParCa, Descending: true);

    public static ListSort SortOf(QueryState state) =>
        ListSort.Parse(state[ListSort.QueryKey], Default, [ListEntreprises.ParNom, ListEntreprises.ParCa, ListEntreprises.ParDerniereVente]);

    public static PageRequest PageOf(QueryState state)
    {
        var sort = SortOf(state);
        return new PageRequest(sort.Key, sort.Descending, PageCursor.Parse(state[QueryState.PageKey]));
    }

    public static EntrepriseFiltre FiltreOf(QueryState state)
    {
        var (caMin, caMax) = FilterRange.Amounts(state[Ca12]);
        var (premiereMin, premiereMax) = FilterRange.Days(state[PremiereVente]);
        var (venteMin, venteMax) = FilterRange.Days(state[DerniereVente]);
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
            Departements = state.All(Departement),
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

    // Made-up ids filter nothing out by themselves: they are dropped.
    private static List<Guid> Ids(IReadOnlyList<string> texts) => [.. texts.Where(t => Guid.TryParse(t, out _)).Select(Guid.Parse)];
}
