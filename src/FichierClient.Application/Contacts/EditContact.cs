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
}

public sealed class EditContactValidator : AbstractValidator<EditContactRequest>
{
    public EditContactValidator() => Include(new ContactSaisieValidator());
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
        contact.Apply(request, visibles.Value);
        contact.Oppose(contact.Oppositions | verdict.Portee);
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
