using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Contacts;

/// <summary>A contact being changed, with the version that the form was filled from.</summary>
public sealed class EditContactRequest : ContactSaisie
{
    public Guid Id { get; set; }
    public VersionLue Lue { get; set; } = new(0, default);

    /// <summary>Who gave what is changed; null: the organisation itself.</summary>
    public Partie? Partie { get; set; }

    /// <summary>The exact name of the source; of a partner and a third party alone.</summary>
    public string? Source { get; set; }
}

public sealed class EditContactValidator : AbstractValidator<EditContactRequest>
{
    public EditContactValidator()
    {
        Include(new ContactSaisieValidator());
        RuleFor(c => c.Source).NotEmpty().When(c => c.Partie is Partie.Partenaire or Partie.Tiers).WithMessage(_ => Texts.Get("Source_a_nommer"));
    }
}

/// <summary>Saves a contact. Refused, with what changed, when somebody else saved in between.</summary>
public sealed class EditContact(UseCaseServices services, GardeOpposition garde) : UseCase<EditContactRequest, Done>(services)
{
    protected override Permission Permission => Permission.ContactsEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, EditContactRequest request, CancellationToken cancellationToken)
    {
        var contact = await db.Contacts.VisibleTo(acteur, db).Include(c => c.Emails).Include(c => c.Telephones).Include(c => c.Liens).AsSplitQuery()
            .SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken);
        if (contact is null) return await db.GoneAsync(db.Contacts.VisibleTo(acteur, db), request.Id, cancellationToken);
        if (await db.RefuseLimiteeAsync(acteur, Sujet.Contact, contact, cancellationToken) is { } limitee) return limitee;
        if (await db.ConflictAsync(contact, request.Lue, cancellationToken) is { } conflict) return conflict;
        if (request.RefuseTelephones(contact) is { } numero) return numero;
        var visibles = await db.VisibleLiensAsync(acteur, request, contact, cancellationToken);
        if (visibles.Refus is { } refus) return refus;
        var verdict = await garde.AdmitAsync(db, GardeOpposition.NewTo(contact, request), estRevenue: false, nameof(request.Emails), cancellationToken);
        if (await db.GuardAsync(acteur, contact, request, Clock.GetUtcNow(), cancellationToken) is { } sensible) return sensible;
        // A name is asked for of a partner and of a third party only: one that was typed before another answer is no source of hers.
        if (request.Partie is { } partie) db.Origine = new OrigineSaisie(CreateContact.NameOf(partie is Partie.Partenaire or Partie.Tiers ? request.Source : null, partie), partie);
        contact.Apply(request, visibles.Value);
        contact.Oppose(contact.Oppositions | verdict.Portee);
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
