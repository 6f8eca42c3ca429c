using System.Globalization;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Ventes;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Lists;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Ventes;

/// <summary>What the list of ventes can be limited to, as chips; the figures of the dashboard open onto the same.</summary>
internal static class VenteFilters
{
    /// <param name="state">The address: a contact is a filter only for those who come from its sheet.</param>
    /// <param name="references">The organisation's lists.</param>
    /// <param name="named">Names of the entreprises and contacts in the address.</param>
    /// <param name="texts">Words.</param>
    /// <param name="entreprises">Finds entreprises by what is typed.</param>
    public static IReadOnlyList<Filter> All(QueryState state, VenteReferences? references, IReadOnlyDictionary<Guid, string> named, IStringLocalizer<VentesTexts> texts,
        Func<string, CancellationToken, Task<IEnumerable<FilterChoice>>>? entreprises = null)
    {
        FilterChoice none = new(VenteAdresse.Aucun, texts["Sans"]);
        List<Filter> filters =
        [
            new(VenteAdresse.Date, texts["Date"], FilterKind.Day),
            new(VenteAdresse.Entreprise, texts["Entreprise"], FilterKind.Choice) { Choices = [.. Named(VenteAdresse.Entreprise, state, named)], Find = entreprises },
            new(VenteAdresse.Montant, texts["MontantHt"], FilterKind.Amount),
            new(VenteAdresse.Type, texts["Type"], FilterKind.Choice) { Choices = [.. Enum.GetValues<TypeVente>().Select(t => new FilterChoice(t.ToString(), texts["Type_" + t]))] },
            new(VenteAdresse.Statut, texts["Statut"], FilterKind.Choice) { Choices = [.. Enum.GetValues<StatutVente>().Select(s => new FilterChoice(s.ToString(), texts["Statut_" + s]))] },
            new(VenteAdresse.Numero, texts["Numero"], FilterKind.Text),
            new(VenteAdresse.Commercial, texts["Commercial"], FilterKind.Choice) { Choices = [.. Choices(references?.Membres), none] },
            new(VenteAdresse.Equipe, texts["Equipe"], FilterKind.Choice) { Choices = [.. Choices(references?.Equipes)] },
            new(VenteAdresse.Canal, texts["Canal"], FilterKind.Choice) { Choices = [.. Choices(references?.Canaux), none] },
            new(VenteAdresse.Etiquette, texts["Etiquette"], FilterKind.Choice) { Choices = [.. Choices(references?.Etiquettes)] },
            new(VenteAdresse.Produit, texts["Produit"], FilterKind.Choice) { Choices = [.. Choices(references?.Produits), none] },
            new(VenteAdresse.Departement, texts["Departement"], FilterKind.Choice) { Choices = [.. Departements(state), none] },
        ];
        if (Named(VenteAdresse.Contact, state, named).ToList() is { Count: > 0 } contacts)
        {
            filters.Insert(0, new Filter(VenteAdresse.Contact, texts["Contact"], FilterKind.Choice) { Choices = contacts });
        }
        return filters;
    }

    private static IEnumerable<FilterChoice> Named(string key, QueryState state, IReadOnlyDictionary<Guid, string> named) => state.All(key).Where(text => Guid.TryParse(text, out _))
        .Select(id => new FilterChoice(id, Guid.TryParse(id, out var known) && named.TryGetValue(known, out var name) ? name : "…"));

    /// <summary>INSEE's codes, and whatever else the address holds.</summary>
    private static IEnumerable<FilterChoice> Departements(QueryState state) =>
        Enumerable.Range(1, 95).Where(n => n != 20).Select(n => n.ToString("00", CultureInfo.InvariantCulture)).Concat(["2A", "2B", "971", "972", "973", "974", "976"])
            .Concat(state.All(VenteAdresse.Departement)).Where(d => d != VenteAdresse.Aucun).Distinct().Order(StringComparer.Ordinal).Select(d => new FilterChoice(d, d));

    private static IEnumerable<FilterChoice> Choices(IReadOnlyList<VenteReference>? references) =>
        (references ?? []).Select(r => new FilterChoice(r.Id.ToString(), r.Nom));
}
