using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Contacts;

/// <param name="Texte">Part of the name; empty shows the first by name.</param>
/// <param name="EntrepriseId">Of this entreprise only; null: of all.</param>
public sealed record FindContactsRequest(string? Texte, Guid? EntrepriseId = null);

/// <summary>A contact to choose.</summary>
public sealed record ContactChoix(Guid Id, string Nom);

/// <summary>Contacts for fields that choose one.</summary>
public sealed class FindContacts(UseCaseServices services) : UseCase<FindContactsRequest, IReadOnlyList<ContactChoix>>(services)
{
    private const int Shown = 12;

    protected override Permission Permission => Permission.ContactsRead;

    protected override async Task<Outcome<IReadOnlyList<ContactChoix>>> ExecuteAsync(AppDbContext db, Acteur acteur, FindContactsRequest request, CancellationToken cancellationToken) =>
        Outcome.Of<IReadOnlyList<ContactChoix>>(await db.Contacts.AsNoTracking().VisibleTo(acteur, db)
            .Where(new ContactFiltre { Texte = request.Texte, EntrepriseId = request.EntrepriseId }, acteur, db)
            .OrderBy(c => c.Tri).Take(Shown).Select(c => new ContactChoix(c.Id, c.NomComplet)).ToListAsync(cancellationToken));
}
