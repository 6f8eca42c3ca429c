using FichierClient.Application.Common;
using FichierClient.Application.Ventes;
using static FichierClient.Application.Exports.Lignes.TypeColonne;

namespace FichierClient.Application.Exports.Lignes;

/// <summary>The columns of the list of ventes.</summary>
internal static class ColonnesVente
{
    /// <summary>Those of a column of the page: « Facture 12 » is a type and a number, an amount in the document's currency stands beside its currency.</summary>
    public static IEnumerable<Colonne<VenteRow>> Of(ColonneDemandee demandee)
    {
        Colonne<VenteRow> One(Func<VenteRow, object?> value, TypeColonne type = Texte) => Colonne<VenteRow>.Of(demandee.Cle, demandee.Titre, value, type);
        return demandee.Cle switch
        {
            "numero" => [Colonne<VenteRow>.Of("type", Texts.Get("Export_type"), r => Tableaux.Mot(r.Type)), One(r => r.Numero, Identifiant)],
            "date" => [One(r => r.Date, Date)],
            "entreprise" => [One(r => r.Entreprise)],
            "statut" => [One(r => Tableaux.Mot(r.Statut))],
            "commercial" => [One(r => r.Commercial)],
            "serie" => [One(r => r.Serie, Identifiant)],
            "ttc" => [One(r => r.TotalTtc, Nombre), Colonne<VenteRow>.Of("devise", Texts.Get("Export_devise"), r => r.Devise)],
            "montant" => [One(r => r.Montant, Montant)],
            "produits" => [One(r => r.MontantProduits, Montant)],
            _ => [],
        };
    }
}
