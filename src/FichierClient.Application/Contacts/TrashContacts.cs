using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Contacts;

/// <summary>Moves contacts to the trash; gives how many there were. Erasing a person for the RGPD is another thing, and final.</summary>
public sealed class TrashContacts(UseCaseServices services) : UseCase<IReadOnlyCollection<Guid>, int>(services)
{
    protected override Permission Permission => Permission.ContactsDelete;

    protected override async Task<Outcome<int>> ExecuteAsync(AppDbContext db, Acteur acteur, IReadOnlyCollection<Guid> request, CancellationToken cancellationToken)
    {
        var contacts = await db.Contacts.VisibleTo(acteur, db).Usable().Where(c => request.Contains(c.Id)).ToListAsync(cancellationToken);
        foreach (var contact in contacts) contact.MoveToTrash(Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return contacts.Count;
    }
}

/// <summary>Takes contacts back out of the trash, as they were; gives how many there were.</summary>
public sealed class RestoreContacts(UseCaseServices services) : UseCase<IReadOnlyCollection<Guid>, int>(services)
{
    protected override Permission Permission => Permission.ContactsDelete;

    protected override async Task<Outcome<int>> ExecuteAsync(AppDbContext db, Acteur acteur, IReadOnlyCollection<Guid> request, CancellationToken cancellationToken)
    {
        var contacts = await db.Contacts.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).VisibleTo(acteur, db)
            .Where(c => request.Contains(c.Id) && c.SupprimeLe != null && c.SurvivantId == null).ToListAsync(cancellationToken);
        foreach (var contact in contacts) contact.Restore();
        await db.SaveChangesAsync(cancellationToken);
        return contacts.Count;
    }
}
