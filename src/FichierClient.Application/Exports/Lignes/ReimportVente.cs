using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Exports.Lignes;

/// <summary>A line of a vente.</summary>
internal sealed record VenteLigne(VenteComplete Complete, LigneVente Ligne);

/// <summary>Whole ventes, a row a line. The contact and the costs have no field in an import.</summary>
internal static class ReimportVente
{
    public static IReadOnlyList<Colonne<VenteLigne>> Colonnes(ListesExport listes) =>
    [
        Champ("type", l => l.Complete.Vente.Type.ToString()),
        Champ("serie", l => l.Complete.Vente.Serie),
        Champ("numero", l => l.Complete.Vente.Numero),
        Champ("date", l => l.Complete.Vente.Date),
        Champ("statut", l => l.Complete.Vente.Statut.ToString()),
        .. Reimport.Identite<VenteLigne>(l => l.Complete.Entreprise),
        Champ("designation", l => l.Ligne.Designation),
        Champ("sku", l => listes.Name(l.Ligne.ProduitId)),
        Champ("quantite", l => l.Ligne.Quantite),
        Champ("prix_unitaire", l => l.Ligne.PrixUnitaireHt),
        Champ("remise", l => l.Ligne.Remise),
        Champ("taux_tva", l => l.Ligne.TauxTva),
        Champ("montant_ht", l => l.Ligne.TotalHt),
        Champ("devise", l => l.Complete.Vente.Devise),
        Champ("taux_change", l => l.Complete.Vente.Taux),
        Champ("commercial", l => listes.Name(l.Complete.Vente.CommercialId)),
        Champ("facture_liee", l => l.Complete.FactureLiee),
    ];

    private static Colonne<VenteLigne> Champ(string cle, Func<VenteLigne, object?> value) => Reimport.Champ("vente." + cle, value);
}
