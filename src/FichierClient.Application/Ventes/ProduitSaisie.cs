using FichierClient.Application.Common;
using FluentValidation;

namespace FichierClient.Application.Ventes;

/// <summary>A produit as it is typed. Prices HT, organisation's currency.</summary>
public sealed class ProduitSaisie
{
    public string? Sku { get; set; }
    public string? Nom { get; set; }
    public decimal? Prix { get; set; }
    public decimal? Cout { get; set; }

    /// <summary>Percent.</summary>
    public decimal? TauxTva { get; set; } = 20;

    /// <summary>False: kept for the ventes that have it, no longer offered.</summary>
    public bool EstActif { get; set; } = true;
}

public sealed class ProduitSaisieValidator : AbstractValidator<ProduitSaisie>
{
    private const int LongueurSku = 60, LongueurNom = 250;
    private const decimal PrixMaximum = 999_999_999m;

    public ProduitSaisieValidator()
    {
        RuleFor(p => p.Sku).NotEmpty().WithMessage(_ => Texts.Get("Sku_obligatoire")).MaximumLength(LongueurSku).WithMessage(_ => Texts.Get("Texte_trop_long", LongueurSku));
        RuleFor(p => p.Nom).NotEmpty().WithMessage(_ => Texts.Get("Nom_obligatoire")).MaximumLength(LongueurNom).WithMessage(_ => Texts.Get("Texte_trop_long", LongueurNom));
        RuleFor(p => p.Prix).InclusiveBetween(0, PrixMaximum).WithMessage(_ => Texts.Get("Montant_hors_bornes"));
        RuleFor(p => p.Cout).InclusiveBetween(0, PrixMaximum).WithMessage(_ => Texts.Get("Montant_hors_bornes"));
        RuleFor(p => p.TauxTva).NotNull().WithMessage(_ => Texts.Get("Taux_tva_invalide")).InclusiveBetween(0, 100).WithMessage(_ => Texts.Get("Taux_tva_invalide"));
    }
}
