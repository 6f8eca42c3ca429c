using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Contacts;

public sealed record RestoreContactRequest(Guid Id);

/// <summary>Takes a contact out of the trash, as it was.</summary>
public sealed class RestoreContact(UseCaseServices services) : UseCase<RestoreContactRequest, Done>(services)
{
    protected override Permission Permission => Permission.ContactsDelete;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, RestoreContactRequest request, CancellationToken cancellationToken)
    {
        var contact = await db.Contacts.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).VisibleTo(acteur, db)
            .SingleOrDefaultAsync(c => c.Id == request.Id && c.SupprimeLe != null, cancellationToken);
        if (contact is null) return Refus.Introuvable();
        contact.Restore();
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
