using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Ventes;

/// <summary>What is sold: SKU, label, price, cost (so that margin is known).</summary>
public sealed class Produit : AggregateRoot
{
    private Produit()
    {
    }

    public Produit(Guid tenantId, string sku, string nom) : base(tenantId) => Change(sku, nom, null, null, 20);

    [NonPersonnelle("Référence du catalogue")]
    public string Sku { get; private set; } = "";

    [NonPersonnelle("Libellé du catalogue")]
    public string Nom { get; private set; } = "";

    /// <summary>HT, organisation's currency.</summary>
    public decimal? Prix { get; private set; }

    public decimal? Cout { get; private set; }

    /// <summary>Usual VAT rate in percent.</summary>
    public decimal TauxTva { get; private set; }

    public bool EstActif { get; private set; } = true;

    public void Change(string sku, string nom, decimal? prix, decimal? cout, decimal tauxTva)
    {
        if (string.IsNullOrWhiteSpace(sku)) throw new DomainException("Sku_obligatoire") { Champ = nameof(Sku) };
        if (string.IsNullOrWhiteSpace(nom)) throw new DomainException("Nom_obligatoire") { Champ = nameof(Nom) };
        if (prix < 0) throw new DomainException("Montant_negatif") { Champ = nameof(Prix) };
        if (cout < 0) throw new DomainException("Montant_negatif") { Champ = nameof(Cout) };
        if (tauxTva is < 0 or > 100) throw new DomainException("Taux_tva_invalide") { Champ = nameof(TauxTva) };
        (Sku, Nom, Prix, Cout, TauxTva) = (sku.Trim(), nom.Trim(), prix, cout, tauxTva);
    }

    public void Activate(bool actif) => EstActif = actif;
}
