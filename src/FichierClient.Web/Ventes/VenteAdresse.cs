using FichierClient.Application.Ventes;
using FichierClient.Domain.Ventes;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Lists;

namespace FichierClient.Web.Ventes;

/// <summary>
/// The filter of ventes in the address bar, read by their list and written by every figure that opens it: one place, so that
/// a figure and its list can't mean different rows.
/// </summary>
public static class VenteAdresse
{
    public const string Page = "/ventes";

    public const string Date = "date", Type = "type", Statut = "statut", Numero = "numero", Montant = "montant", Entreprise = "entreprise", Contact = "contact", Commercial = "commercial",
        Equipe = "equipe", Canal = "canal", Etiquette = "etiquette", Departement = "departement", Produit = "produit";

    /// <summary>The value of a choice that means "none": ventes without a commercial, entreprises without a canal.</summary>
    public const string Aucun = "aucun";

    /// <param name="state">The address.</param>
    /// <param name="today">The reader's day, which periods by name follow; without it they limit nothing.</param>
    public static VenteFiltre Read(QueryState state, DateOnly? today = null)
    {
        var (du, au) = FilterRange.Days(state[Date], today);
        var (least, most) = FilterRange.Amounts(state[Montant]);
        return new VenteFiltre
        {
            Du = du,
            Au = au,
            Type = Enum.TryParse<TypeVente>(state[Type], out var type) && Enum.IsDefined(type) ? type : null,
            Statut = Enum.TryParse<StatutVente>(state[Statut], out var statut) && Enum.IsDefined(statut) ? statut : null,
            MontantMin = least,
            MontantMax = most,
            Numero = state[Numero],
            Entreprises = Ids(state, Entreprise),
            Contacts = Ids(state, Contact),
            Commerciaux = IdsOrNone(state, Commercial),
            Equipes = Ids(state, Equipe),
            Canaux = IdsOrNone(state, Canal),
            Etiquettes = Ids(state, Etiquette),
            Departements = [.. state.All(Departement).Select(d => d == Aucun ? null : d)],
            Produits = IdsOrNone(state, Produit),
            Import = ImportFilter.Of(state),
        };
    }

    /// <summary>The address of the list of exactly these ventes.</summary>
    public static string Write(VenteFiltre filtre) => Write(QueryState.Parse(Page), filtre).ToString();

    /// <summary>An address with this filter, its other values kept.</summary>
    public static QueryState Write(QueryState state, VenteFiltre filtre) => state
        .With(Date, FilterRange.Write(filtre.Du, filtre.Au))
        .With(Type, filtre.Type?.ToString())
        .With(Statut, filtre.Statut?.ToString())
        .With(Montant, FilterRange.Write(filtre.MontantMin, filtre.MontantMax))
        .With(Numero, filtre.Numero)
        .WithAll(Entreprise, filtre.Entreprises.Select(id => id.ToString()))
        .WithAll(Contact, filtre.Contacts.Select(id => id.ToString()))
        .WithAll(Commercial, filtre.Commerciaux.Select(OrNone))
        .WithAll(Equipe, filtre.Equipes.Select(id => id.ToString()))
        .WithAll(Canal, filtre.Canaux.Select(OrNone))
        .WithAll(Etiquette, filtre.Etiquettes.Select(id => id.ToString()))
        .WithAll(Departement, filtre.Departements.Select(d => d ?? Aucun))
        .WithAll(Produit, filtre.Produits.Select(OrNone))
        .With(ImportFilter.Key, filtre.Import?.ToString());

    private static List<Guid> Ids(QueryState state, string key) =>
        [.. state.All(key).Where(text => Guid.TryParse(text, out _)).Select(Guid.Parse)];

    private static List<Guid?> IdsOrNone(QueryState state, string key) =>
        [.. state.All(key).Where(text => text == Aucun || Guid.TryParse(text, out _)).Select(text => text == Aucun ? (Guid?)null : Guid.Parse(text))];

    private static string OrNone(Guid? id) => id?.ToString() ?? Aucun;
}
