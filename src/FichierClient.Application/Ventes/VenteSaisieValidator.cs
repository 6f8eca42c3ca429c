using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Garde;
using FichierClient.Domain.Ventes;
using FluentValidation;

namespace FichierClient.Application.Ventes;

public sealed class VenteSaisieValidator : AbstractValidator<VenteSaisie>
{
    private const int LongueurNumero = 50, LongueurDesignation = 500, LignesMaximum = 500;
    private const decimal MontantMaximum = 9_999_999_999_999m, QuantiteMaximum = 999_999_999m;

    public VenteSaisieValidator()
    {
        RuleFor(v => v.EntrepriseId).NotNull().WithMessage(_ => Texts.Get("Vente_sans_entreprise"));
        RuleFor(v => v.Date).NotNull().WithMessage(_ => Texts.Get("Vente_sans_date"));
        RuleFor(v => v.Serie).MaximumLength(LongueurNumero).WithMessage(_ => Texts.Get("Texte_trop_long", LongueurNumero));
        RuleFor(v => v.Serie).Must(s => s?.Trim() != Vente.SerieSansNumero).WithMessage(_ => Texts.Get("Serie_reservee", Vente.SerieSansNumero));
        RuleFor(v => v.Numero).MaximumLength(LongueurNumero).WithMessage(_ => Texts.Get("Texte_trop_long", LongueurNumero));
        RuleFor(v => v.Devise).Matches("^[A-Z]{3}$").WithMessage(_ => Texts.Get("Devise_invalide"))
            .NotEmpty().WithMessage(_ => Texts.Get("Devise_invalide"));
        RuleFor(v => v.Taux).NotNull().WithMessage(_ => Texts.Get("Taux_invalide")).GreaterThan(0).WithMessage(_ => Texts.Get("Taux_invalide"));
        RuleFor(v => v.FactureId).Null().When(v => v.Type == TypeVente.Facture).WithMessage(_ => Texts.Get("Facture_liee_a_facture"));
        RuleFor(v => v.Lignes).Must(l => l.Count <= LignesMaximum).WithMessage(_ => Texts.Get("Trop_de_lignes", LignesMaximum));
        RuleForEach(v => v.Lignes).ChildRules(Ligne);
        RuleFor(v => v.TtcImprime).Must((v, ttc) => v.Totaux().IsTtc(ttc!.Value)).When(v => v.TtcImprime is not null)
            .WithMessage(v => Texts.Get("Ttc_different", Montants.Say(v.TtcImprime!.Value, v.Devise ?? ""), Montants.Say(v.Totaux().Ttc, v.Devise ?? "")));
    }

    private static void Ligne(InlineValidator<LigneVenteSaisie> ligne)
    {
        ligne.RuleFor(l => l.Designation).NotEmpty().WithMessage(_ => Texts.Get("Ligne_sans_designation"))
            .MaximumLength(LongueurDesignation).WithMessage(_ => Texts.Get("Texte_trop_long", LongueurDesignation)).SansNumeroInterdit();
        ligne.RuleFor(l => l.Quantite).NotNull().WithMessage(_ => Texts.Get("Ligne_sans_quantite"))
            .InclusiveBetween(-QuantiteMaximum, QuantiteMaximum).WithMessage(_ => Texts.Get("Montant_trop_grand"));
        ligne.RuleFor(l => l.PrixUnitaireHt).NotNull().WithMessage(_ => Texts.Get("Ligne_sans_prix"))
            .Must((l, prix) => IsReasonable(l.Quantite, prix)).WithMessage(_ => Texts.Get("Montant_trop_grand"));
        ligne.RuleFor(l => l.Remise).InclusiveBetween(0, 100).WithMessage(_ => Texts.Get("Remise_invalide"));
        ligne.RuleFor(l => l.TauxTva).InclusiveBetween(0, 100).WithMessage(_ => Texts.Get("Taux_tva_invalide"));
        ligne.RuleFor(l => l.CoutUnitaire).InclusiveBetween(0, QuantiteMaximum).WithMessage(_ => Texts.Get("Montant_trop_grand"));
    }

    private static bool IsReasonable(decimal? quantite, decimal? prix) =>
        quantite is null or < -QuantiteMaximum or > QuantiteMaximum || prix is null
        || Math.Abs(prix.Value) <= MontantMaximum && Math.Abs(quantite.Value * prix.Value) <= MontantMaximum;
}
