using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Contacts;

/// <summary>The keys of all contacts of a list, on whichever page; refused beyond <see cref="Selection.Most"/>.</summary>
public sealed class SelectContacts(UseCaseServices services) : UseCase<ContactFiltre, IReadOnlyList<Guid>>(services)
{
    protected override Permission Permission => Permission.ContactsRead;

    protected override Task<Outcome<IReadOnlyList<Guid>>> ExecuteAsync(AppDbContext db, Acteur acteur, ContactFiltre request, CancellationToken cancellationToken) =>
        db.Contacts.VisibleTo(acteur, db).Where(request, acteur, db).Select(c => c.Id).SelectAsync(cancellationToken);
}
