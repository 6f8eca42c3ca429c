using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Oppositions;
using FluentValidation;

namespace FichierClient.Application.Rgpd.Oppositions;

/// <summary>Somebody objects: by e-mail address, phone number, profile or whole domain.</summary>
public sealed class AddOppositionRequest
{
    public GenreIdentifiant Genre { get; set; }

    /// <summary>In clear; it is printed and forgotten.</summary>
    public string? Valeur { get; set; }

    public Opposition Portee { get; set; } = InscriptionOpposition.Tous;

    /// <summary>How it came, without address or number.</summary>
    public string? Source { get; set; }
}

public sealed class AddOppositionValidator : AbstractValidator<AddOppositionRequest>
{
    public AddOppositionValidator()
    {
        RuleFor(r => r.Valeur).NotEmpty().WithMessage(_ => Texts.Get("Opposition_identifiant")).Must((r, valeur) => IsValid(r.Genre, valeur!)).When(r => !string.IsNullOrWhiteSpace(r.Valeur)).WithMessage(r => Explain(r.Genre));
        RuleFor(r => r.Portee).NotEqual(Opposition.None).WithMessage(_ => Domain.Common.Messages.Get("Opposition_sans_portee"));
        RuleFor(r => r.Source).NotEmpty().WithMessage(_ => Domain.Common.Messages.Get("Opposition_source_claire"));
    }

    internal static string Explain(GenreIdentifiant genre) => genre switch
    {
        GenreIdentifiant.Email => Texts.Get("Opposition_identifiant_Email"),
        GenreIdentifiant.Telephone => Texts.Get("Opposition_identifiant_Telephone"),
        GenreIdentifiant.Url => Texts.Get("Opposition_identifiant_Url"),
        _ => Texts.Get("Opposition_identifiant_Domaine"),
    };

    /// <summary>Another writing would give a print that nothing ever matches.</summary>
    internal static bool IsValid(GenreIdentifiant genre, string valeur) => genre switch
    {
        GenreIdentifiant.Email => ContactSaisieValidator.IsEmail(valeur),
        GenreIdentifiant.Telephone => Telephones.E164(valeur) is not null,
        GenreIdentifiant.Url => Cles.Identifiants.Normalise(Cles.Identifiants.Url, valeur).Contains('.', StringComparison.Ordinal),
        _ => Cles.Identifiants.Normalise(Cles.Identifiants.Domaine, valeur) is var host && host.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(host) == UriHostNameType.Dns,
    };
}

/// <summary>Puts an identifier on the objection list; always accepted, known or not. Gives back whether it is new there.</summary>
public sealed class AddOpposition(UseCaseServices services, InscriptionOpposition inscription) : UseCase<AddOppositionRequest, bool>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<bool>> ExecuteAsync(AppDbContext db, Acteur acteur, AddOppositionRequest request, CancellationToken cancellationToken) =>
        await inscription.AddAsync(db, [new IdentifiantPersonne(request.Genre, request.Valeur!)], request.Portee, NatureOpposition.Opposition, request.Source!, cancellationToken) > 0;
}
