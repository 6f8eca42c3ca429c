using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Contacts;

public sealed record DeleteContactRequest(Guid Id);

/// <summary>Moves a contact to the trash. Erasing a person for the RGPD is another thing, and final.</summary>
public sealed class DeleteContact(UseCaseServices services) : UseCase<DeleteContactRequest, Done>(services)
{
    protected override Permission Permission => Permission.ContactsDelete;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, DeleteContactRequest request, CancellationToken cancellationToken)
    {
        var contact = await db.Contacts.VisibleTo(acteur, db).SingleOrDefaultAsync(c => c.Id == request.Id, cancellationToken);
        if (contact is null) return Refus.Introuvable();
        contact.MoveToTrash(Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
