using FichierClient.Application.Common;
using FichierClient.Domain.Common;
using FluentValidation;

namespace FichierClient.Application.Entreprises;

/// <summary>The shape of what is typed; the form asks it field by field, the use case again.</summary>
public sealed class EntrepriseSaisieValidator : AbstractValidator<EntrepriseSaisie>
{
    private const int Name = 250;
    private const int Short = 100;
    private const decimal HighestAmount = 9_999_999_999.99m;

    public EntrepriseSaisieValidator()
    {
        RuleFor(e => e.RaisonSociale).NotEmpty().WithMessage(_ => Texts.Get("Entreprise_sans_nom")).MaximumLength(Name);
        RuleFor(e => e.NomCommercial).MaximumLength(Name);
        RuleFor(e => e.Reference).MaximumLength(Short);
        Identifier(e => e.Siren, Siren.Problem);
        Identifier(e => e.Siret, Siret.Problem);
        Identifier(e => e.NumeroTva, NumeroTva.Problem);
        RuleFor(e => e.CodeNaf).Matches(@"^\s*\d{2}[. ]?\d{2}\s?[A-Za-z]\s*$").WithMessage(_ => Texts.Get("Naf_invalide")).When(e => !string.IsNullOrWhiteSpace(e.CodeNaf));
        RuleFor(e => e.CategorieJuridique).Matches(@"^\s*\d{4}\s*$").WithMessage(_ => Texts.Get("Categorie_juridique_invalide")).When(e => !string.IsNullOrWhiteSpace(e.CategorieJuridique));
        RuleFor(e => e.TrancheEffectif).MaximumLength(Short);
        RuleFor(e => e.Email).EmailAddress().WithMessage(_ => Texts.Get("Email_invalide")).When(e => !string.IsNullOrWhiteSpace(e.Email));
        RuleFor(e => e.Site).MaximumLength(Name);
        RuleFor(e => e.Potentiel).InclusiveBetween(0, HighestAmount).WithMessage(_ => Texts.Get("Montant_hors_bornes"));
        RuleFor(e => e.PrixMaximumAccepte).InclusiveBetween(0, HighestAmount).WithMessage(_ => Texts.Get("Montant_hors_bornes"));
        RuleFor(e => e.Facturation).SetValidator(new AdresseSaisieValidator());
        RuleFor(e => e.Livraison).SetValidator(new AdresseSaisieValidator());
        RuleForEach(e => e.Telephones).ChildRules(t =>
        {
            t.RuleFor(x => x.Numero).NotEmpty().WithMessage(_ => Texts.Get("Telephone_vide")).MaximumLength(Short);
            t.RuleFor(x => x.Libelle).MaximumLength(Short);
        });
        RuleForEach(e => e.Etiquettes).NotEmpty().MaximumLength(Short);
    }

    private void Identifier(System.Linq.Expressions.Expression<Func<EntrepriseSaisie, string?>> field, Func<string?, string?> problem) =>
        RuleFor(field).Custom((value, context) =>
        {
            if (problem(value) is { } sentence) context.AddFailure(sentence);
        });
}

internal sealed class AdresseSaisieValidator : AbstractValidator<AdresseSaisie>
{
    private const int Line = 200;

    public AdresseSaisieValidator()
    {
        RuleFor(a => a.Voie).MaximumLength(Line);
        RuleFor(a => a.Complement).MaximumLength(Line);
        RuleFor(a => a.Commune).MaximumLength(Line);
        RuleFor(a => a.Cedex).MaximumLength(Line);
        RuleFor(a => a.CodePostal).Custom((code, context) =>
        {
            if (CodePostal.Problem(code, context.InstanceToValidate.Pays) is { } sentence) context.AddFailure(sentence);
        });
        RuleFor(a => a.CodeInsee).Matches("^[0-9][0-9AB][0-9]{3}$").WithMessage(_ => Texts.Get("Code_insee_invalide")).When(a => !string.IsNullOrWhiteSpace(a.CodeInsee));
        RuleFor(a => a.Pays).Matches("^[A-Za-z]{2}$").WithMessage(_ => Texts.Get("Pays_invalide")).When(a => !string.IsNullOrWhiteSpace(a.Pays));
    }
}
