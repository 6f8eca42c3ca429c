using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Ventes;

/// <summary>A line as typed or imported. Remise and TauxTva in percent.</summary>
public sealed record LigneSaisie(string Designation, decimal Quantite, decimal PrixUnitaireHt)
{
    public Guid? ProduitId { get; init; }
    public decimal Remise { get; init; }
    public decimal TauxTva { get; init; }

    /// <summary>Unit cost at the time of the sale, organisation's currency; null when unknown.</summary>
    public decimal? CoutUnitaire { get; init; }
}

/// <summary>A line of a vente.</summary>
public sealed class LigneVente : AggregatePart
{
    private LigneVente()
    {
    }

    internal LigneVente(Guid tenantId, Guid venteId) : base(tenantId) => VenteId = venteId;

    public Guid VenteId { get; private set; }
    public int Position { get; private set; }
    public Guid? ProduitId { get; private set; }

    [DonneePersonnelle(CategorieDonnee.TexteLibre, StrategieEffacement.Sceller, Finalites = Finalites.Facturation)]
    public string Designation { get; private set; } = "";

    public decimal Quantite { get; private set; }
    public decimal PrixUnitaireHt { get; private set; }

    /// <summary>Discount in percent, 0 to 100.</summary>
    public decimal Remise { get; private set; }

    /// <summary>VAT rate in percent.</summary>
    public decimal TauxTva { get; private set; }

    /// <summary>Rounded to the cent, in the document's currency.</summary>
    public decimal TotalHt { get; private set; }

    /// <summary>HT in the organisation's currency, rounded to the cent, negative on an avoir.</summary>
    public decimal Montant { get; private set; }

    public decimal? CoutUnitaire { get; private set; }

    public override Guid RootId => VenteId;

    internal void Change(int position, LigneSaisie saisie)
    {
        if (saisie.Remise is < 0 or > 100) throw new DomainException("Remise_invalide") { Champ = nameof(Remise) };
        if (saisie.TauxTva is < 0 or > 100) throw new DomainException("Taux_tva_invalide") { Champ = nameof(TauxTva) };
        Position = position;
        Designation = saisie.Designation.Trim();
        (ProduitId, Quantite, PrixUnitaireHt) = (saisie.ProduitId, saisie.Quantite, saisie.PrixUnitaireHt);
        (Remise, TauxTva, CoutUnitaire) = (saisie.Remise, saisie.TauxTva, saisie.CoutUnitaire);
        TotalHt = Argent.Round(Quantite * PrixUnitaireHt * (1 - Remise / 100));
    }

    internal void Convert(decimal taux, TypeVente type) => Montant = Argent.Round(TotalHt * taux) * (type == TypeVente.Avoir ? -1 : 1);

    public override string ToString() => Messages.Get("Ligne_vente", Quantite, Designation, PrixUnitaireHt);
}
