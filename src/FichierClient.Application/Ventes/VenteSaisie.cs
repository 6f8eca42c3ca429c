using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Ventes;

/// <summary>A vente as it is typed: what the form fills, what the use cases check and save.</summary>
public class VenteSaisie
{
    /// <summary>Chosen once: a facture doesn't become an avoir.</summary>
    public TypeVente Type { get; set; }
    public string? Serie { get; set; }
    public string? Numero { get; set; }
    public DateOnly? Date { get; set; }
    public Guid? EntrepriseId { get; set; }

    /// <summary>Names of what is chosen, for showing; not saved.</summary>
    public string? Entreprise { get; set; }
    public Guid? ContactId { get; set; }
    public string? Contact { get; set; }
    public Guid? CommercialId { get; set; }

    /// <summary>The facture that an avoir credits.</summary>
    public Guid? FactureId { get; set; }
    public string? Facture { get; set; }

    /// <summary>ISO 4217.</summary>
    public string? Devise { get; set; } = "EUR";

    /// <summary>Units of the organisation's currency for one unit of <see cref="Devise"/>.</summary>
    public decimal? Taux { get; set; } = 1;
    public List<LigneVenteSaisie> Lignes { get; set; } = [new()];

    /// <summary>The TTC printed on the document, to check the typing against; null: not checked.</summary>
    public decimal? TtcImprime { get; set; }
}

/// <summary>A typed line.</summary>
public sealed class LigneVenteSaisie
{
    public Guid? ProduitId { get; set; }
    public string? Designation { get; set; }
    public decimal? Quantite { get; set; } = 1;

    /// <summary>In the document's currency.</summary>
    public decimal? PrixUnitaireHt { get; set; }

    /// <summary>Percent.</summary>
    public decimal? Remise { get; set; }

    /// <summary>Percent.</summary>
    public decimal? TauxTva { get; set; } = 20;

    /// <summary>Organisation's currency; null when unknown.</summary>
    public decimal? CoutUnitaire { get; set; }

    public LigneSaisie ToLigne() => new(Designation ?? "", Quantite ?? 0, PrixUnitaireHt ?? 0)
    {
        ProduitId = ProduitId,
        Remise = Remise ?? 0,
        TauxTva = TauxTva ?? 0,
        CoutUnitaire = CoutUnitaire,
    };
}
