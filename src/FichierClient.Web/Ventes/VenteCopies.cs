using FichierClient.Application.Ventes;

namespace FichierClient.Web.Ventes;

/// <summary>Forms are filled from copies: what was read stays as it was, to compare with.</summary>
internal static class VenteCopies
{
    public static void Copy(VenteSaisie from, VenteSaisie to)
    {
        (to.Serie, to.Numero, to.Date) = (from.Serie, from.Numero, from.Date);
        (to.EntrepriseId, to.Entreprise, to.ContactId, to.Contact) = (from.EntrepriseId, from.Entreprise, from.ContactId, from.Contact);
        (to.CommercialId, to.FactureId, to.Facture) = (from.CommercialId, from.FactureId, from.Facture);
        (to.Devise, to.Taux) = (from.Devise, from.Taux);
        to.Lignes = [.. from.Lignes.Select(Copy)];
    }

    private static LigneVenteSaisie Copy(LigneVenteSaisie from) => new()
    {
        ProduitId = from.ProduitId,
        Designation = from.Designation,
        Quantite = from.Quantite,
        PrixUnitaireHt = from.PrixUnitaireHt,
        Remise = from.Remise,
        TauxTva = from.TauxTva,
        CoutUnitaire = from.CoutUnitaire,
    };
}
