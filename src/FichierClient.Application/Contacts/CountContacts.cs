using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Contacts;

/// <param name="Filtre">The same as the list's.</param>
/// <param name="Exact">Counts beyond <see cref="RowCount.Cap"/> too.</param>
public sealed record CountContactsRequest(ContactFiltre Filtre, bool Exact = false);

/// <summary>How many contacts a list has.</summary>
public sealed class CountContacts(UseCaseServices services) : UseCase<CountContactsRequest, RowCount>(services)
{
    protected override Permission Permission => Permission.ContactsRead;

    protected override async Task<Outcome<RowCount>> ExecuteAsync(AppDbContext db, Acteur acteur, CountContactsRequest request, CancellationToken cancellationToken)
    {
        var contacts = db.Contacts.VisibleTo(acteur, db).Where(request.Filtre, acteur, db);
        if (request.Exact) return new RowCount(await contacts.CountAsync(cancellationToken), IsExact: true);
        var count = await contacts.Take(RowCount.Cap + 1).CountAsync(cancellationToken);
        return count > RowCount.Cap ? new RowCount(RowCount.Cap, IsExact: false) : new RowCount(count, IsExact: true);
    }
}
