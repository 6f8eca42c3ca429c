using FichierClient.Application.Common;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Violations;
using FluentValidation;

namespace FichierClient.Application.Rgpd.Violations;

/// <summary>A breach as it is typed: the fields of the CNIL's form, times as the organisation's clock shows them.</summary>
public class ViolationSaisie
{
    public string? Titre { get; set; }
    public DateTime? SurvenueLe { get; set; }
    public DateTime? FinieLe { get; set; }
    public bool EnCours { get; set; }
    public DateTime? ConstateeLe { get; set; }
    public bool Confidentialite { get; set; }
    public bool Integrite { get; set; }
    public bool Disponibilite { get; set; }
    public OrigineViolation Origine { get; set; }
    public CauseViolation Cause { get; set; }
    public string? Circonstances { get; set; }
    public string? Donnees { get; set; }
    public string? DonneesSensibles { get; set; }
    public string? CategoriesPersonnes { get; set; }
    public int? NombrePersonnes { get; set; }
    public int? NombreEnregistrements { get; set; }
    public string? Consequences { get; set; }
    public GraviteViolation? Gravite { get; set; }
    public RisqueViolation? Risque { get; set; }
    public string? MesuresAvant { get; set; }
    public string? MesuresPrises { get; set; }
    public string? SousTraitants { get; set; }
    public string? AutresPays { get; set; }
}

public sealed class ViolationSaisieValidator : AbstractValidator<ViolationSaisie>
{
    /// <summary>The longest line and the longest text of a register.</summary>
    public const int Court = 200, Long = 10_000;

    public ViolationSaisieValidator()
    {
        RuleFor(v => v.Titre).NotEmpty().WithMessage(_ => Texts.Get("Violation_titre"))
            .MaximumLength(Court).WithMessage(_ => Texts.Get("Texte_trop_long", Court));
        RuleFor(v => v.FinieLe).GreaterThanOrEqualTo(v => v.SurvenueLe).When(v => v.FinieLe is not null && v.SurvenueLe is not null).WithMessage(_ => Texts.Get("Violation_fin"));
        RuleFor(v => v.NombrePersonnes).GreaterThanOrEqualTo(0).WithMessage(_ => Texts.Get("Violation_nombre"));
        RuleFor(v => v.NombreEnregistrements).GreaterThanOrEqualTo(0).WithMessage(_ => Texts.Get("Violation_nombre"));
        foreach (var texte in new System.Linq.Expressions.Expression<Func<ViolationSaisie, string?>>[]
        {
            v => v.Circonstances, v => v.Donnees, v => v.DonneesSensibles, v => v.CategoriesPersonnes, v => v.Consequences, v => v.MesuresAvant, v => v.MesuresPrises, v => v.SousTraitants, v => v.AutresPays,
        })
        {
            RuleFor(texte).MaximumLength(Long).WithMessage(_ => Texts.Get("Texte_trop_long", Long));
        }
    }
}

internal static class ViolationSaisies
{
    public static DescriptionViolation ToDescription(this ViolationSaisie s, Organisation organisation) => new()
    {
        Titre = s.Titre ?? "",
        SurvenueLe = s.SurvenueLe is { } began ? organisation.Instant(began) : null,
        FinieLe = s.FinieLe is { } ended ? organisation.Instant(ended) : null,
        EnCours = s.EnCours,
        ConstateeLe = s.ConstateeLe is { } found ? organisation.Instant(found) : null,
        Natures = (s.Confidentialite ? NaturesViolation.Confidentialite : 0) | (s.Integrite ? NaturesViolation.Integrite : 0) | (s.Disponibilite ? NaturesViolation.Disponibilite : 0),
        Origine = s.Origine,
        Cause = s.Cause,
        Circonstances = s.Circonstances,
        Donnees = s.Donnees,
        DonneesSensibles = s.DonneesSensibles,
        CategoriesPersonnes = s.CategoriesPersonnes,
        NombrePersonnes = s.NombrePersonnes,
        NombreEnregistrements = s.NombreEnregistrements,
        Consequences = s.Consequences,
        Gravite = s.Gravite,
        Risque = s.Risque,
        MesuresAvant = s.MesuresAvant,
        MesuresPrises = s.MesuresPrises,
        SousTraitants = s.SousTraitants,
        AutresPays = s.AutresPays,
    };

    public static T Fill<T>(this T s, DescriptionViolation d, Organisation organisation) where T : ViolationSaisie
    {
        (s.Titre, s.EnCours, s.Origine, s.Cause) = (d.Titre, d.EnCours, d.Origine, d.Cause);
        s.SurvenueLe = d.SurvenueLe is { } began ? organisation.Local(began) : null;
        s.FinieLe = d.FinieLe is { } ended ? organisation.Local(ended) : null;
        s.ConstateeLe = d.ConstateeLe is { } found ? organisation.Local(found) : null;
        s.Confidentialite = d.Natures.HasFlag(NaturesViolation.Confidentialite);
        s.Integrite = d.Natures.HasFlag(NaturesViolation.Integrite);
        s.Disponibilite = d.Natures.HasFlag(NaturesViolation.Disponibilite);
        (s.Circonstances, s.Donnees, s.DonneesSensibles, s.CategoriesPersonnes) = (d.Circonstances, d.Donnees, d.DonneesSensibles, d.CategoriesPersonnes);
        (s.NombrePersonnes, s.NombreEnregistrements, s.Consequences) = (d.NombrePersonnes, d.NombreEnregistrements, d.Consequences);
        (s.Gravite, s.Risque, s.MesuresAvant, s.MesuresPrises) = (d.Gravite, d.Risque, d.MesuresAvant, d.MesuresPrises);
        (s.SousTraitants, s.AutresPays) = (d.SousTraitants, d.AutresPays);
        return s;
    }
}
