using System.Net.Mail;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Garde;
using FluentValidation;

namespace FichierClient.Application.Contacts;

public sealed class ContactSaisieValidator : AbstractValidator<ContactSaisie>
{
    private const int LongueurNom = 200, LongueurTexte = 10_000, AnneePlausible = 1900;

    public ContactSaisieValidator()
    {
        RuleFor(c => c.Nom).NotEmpty().When(c => string.IsNullOrWhiteSpace(c.Prenom)).WithMessage(_ => Texts.Get("Contact_sans_nom"));
        RuleFor(c => c.Nom).MaximumLength(LongueurNom).WithMessage(_ => Texts.Get("Texte_trop_long", LongueurNom));
        RuleFor(c => c.Prenom).MaximumLength(LongueurNom).WithMessage(_ => Texts.Get("Texte_trop_long", LongueurNom));
        RuleFor(c => c.ReperesPersonnels).MaximumLength(LongueurTexte).WithMessage(_ => Texts.Get("Texte_trop_long", LongueurTexte)).SansNumeroInterdit();
        RuleFor(c => c.Notes).MaximumLength(LongueurTexte).WithMessage(_ => Texts.Get("Texte_trop_long", LongueurTexte)).SansNumeroInterdit();
        RuleFor(c => c.MotifGarde).SansNumeroInterdit();
        RuleFor(c => c.NaissanceJour).Must((c, _) => IsAnniversaire(c)).WithMessage(_ => Texts.Get("Anniversaire_invalide"));
        RuleForEach(c => c.Emails).ChildRules(email =>
            email.RuleFor(e => e.Adresse).Must(a => string.IsNullOrWhiteSpace(a) || IsEmail(a)).WithMessage(_ => Texts.Get("Email_invalide")));
        RuleForEach(c => c.Telephones).ChildRules(telephone =>
            telephone.RuleFor(t => t.Numero).NotEmpty().When(t => !string.IsNullOrWhiteSpace(t.Libelle)).WithMessage(_ => Texts.Get("Telephone_vide")));
        RuleFor(c => c.Emails).Must(e => e.Count(x => x.Prefere) <= 1).WithMessage(_ => Texts.Get("Un_seul_prefere"));
        RuleFor(c => c.Telephones).Must(t => t.Count(x => x.Prefere) <= 1).WithMessage(_ => Texts.Get("Un_seul_prefere"));
        RuleForEach(c => c.Liens).ChildRules(lien =>
        {
            lien.RuleFor(l => l.EntrepriseId).NotNull().When(l => !l.EstVide).WithMessage(_ => Texts.Get("Lien_sans_entreprise"));
            lien.RuleFor(l => l.Jusqua).GreaterThanOrEqualTo(l => l.Depuis).When(l => l.Depuis is not null && l.Jusqua is not null)
                .WithMessage(_ => Texts.Get("Lien_fin_avant_debut"));
        });
        RuleFor(c => c.Liens).Must(l => l.Where(x => x.EntrepriseId is not null).GroupBy(x => x.EntrepriseId).All(g => g.Count() == 1))
            .WithMessage(_ => Texts.Get("Lien_en_double"));
    }

    /// <summary>The rule of a mailbox with a domain that has a dot, which is what can be written to from here.</summary>
    public static bool IsEmail(string? adresse) =>
        adresse?.Trim() is { Length: <= 254 } text && MailAddress.TryCreate(text, out var parsed) && parsed.Address == text && parsed.Host.Contains('.', StringComparison.Ordinal);

    private static bool IsAnniversaire(ContactSaisie c)
    {
        if (c.NaissanceJour is null && c.NaissanceMois is null) return c.NaissanceAnnee is null;
        return c is { NaissanceJour: >= 1, NaissanceMois: >= 1 and <= 12 } && c.NaissanceAnnee is null or (>= AnneePlausible and <= 9999)
            && c.NaissanceJour <= DateTime.DaysInMonth(c.NaissanceAnnee ?? 2024, c.NaissanceMois ?? 1);
    }
}
