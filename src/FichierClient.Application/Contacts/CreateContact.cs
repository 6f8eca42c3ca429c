using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FluentValidation;

namespace FichierClient.Application.Contacts;

/// <summary>A new contact, with where its data come from (RGPD art. 14(2)(f)).</summary>
public sealed class CreateContactRequest : ContactSaisie
{
    /// <summary>The exact name of the source; null is enough for the person herself and for us.</summary>
    public string? Source { get; set; }

    /// <summary>Who gave the data: nothing is supposed, since the person may ask (RGPD art. 14(2)(f)).</summary>
    public Partie? Partie { get; set; }
    public BaseLegale BaseLegale { get; set; } = BaseLegale.InteretLegitime;

    /// <summary>She was erased and came back by herself; believed only when the data come from her.</summary>
    public bool EstRevenue { get; set; }
}

public sealed class CreateContactValidator : AbstractValidator<CreateContactRequest>
{
    public CreateContactValidator()
    {
        Include(new ContactSaisieValidator());
        RuleFor(c => c.Partie).NotNull().WithMessage(_ => Texts.Get("Partie_a_dire"));
        RuleFor(c => c.Source).NotEmpty().When(c => c.Partie is Partie.Partenaire or Partie.Tiers).WithMessage(_ => Texts.Get("Source_a_nommer"));
    }
}

/// <summary>Adds a person to the client file. Gives the contact's id back.</summary>
public sealed class CreateContact(UseCaseServices services, GardeOpposition garde) : UseCase<CreateContactRequest, Guid>(services)
{
    protected override Permission Permission => Permission.ContactsEdit;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, CreateContactRequest request, CancellationToken cancellationToken)
    {
        if (request.RefuseTelephones(null) is { } numero) return numero;
        var visibles = await db.VisibleLiensAsync(acteur, request, null, cancellationToken);
        if (visibles.Refus is { } refus) return refus;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var identifiants = GardeOpposition.IdentifiantsOf(request);
        var verdict = await garde.AdmitAsync(db, identifiants, request is { EstRevenue: true, Partie: Partie.Personne }, nameof(request.EstRevenue), cancellationToken);
        var contact = new Contact(db.TenantId, request.Civilite, request.Prenom, request.Nom);
        if (await db.GuardAsync(acteur, contact, request, Clock.GetUtcNow(), cancellationToken) is { } sensible) return sensible;
        contact.Apply(request, visibles.Value);
        contact.Oppose(contact.Oppositions | verdict.Portee);
        db.Contacts.Add(contact);
        var source = NameOf(request.Source, request.Partie!.Value);
        db.Provenances.Add(new Provenance(db.TenantId, Sujet.Contact, contact.Id, source, request.Partie.Value, request.BaseLegale, Clock.GetUtcNow()).By(acteur.MembreId));
        await db.SaveChangesAsync(cancellationToken);
        if (verdict.EstEffacee) await garde.WelcomeBackAsync(db, identifiants, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return contact.Id;
    }

    /// <summary>The name under which a source is recorded: the person and we need none.</summary>
    internal static string NameOf(string? source, Partie partie) =>
        string.IsNullOrWhiteSpace(source) ? Texts.Get(partie == Partie.Personne ? "Source_personne" : "Source_nous") : source;
}
