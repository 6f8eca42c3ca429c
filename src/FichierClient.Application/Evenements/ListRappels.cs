using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Evenements;

/// <param name="Jusquau">Last day to show; null shows all.</param>
/// <param name="Max">At most so many.</param>
public sealed record ListRappelsRequest(DateOnly? Jusquau = null, int Max = 100);

/// <summary>What the member has to do, the oldest first; nothing about a record in the trash.</summary>
public sealed class ListRappels(UseCaseServices services) : UseCase<ListRappelsRequest, IReadOnlyList<EvenementRow>>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<IReadOnlyList<EvenementRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListRappelsRequest request, CancellationToken cancellationToken)
    {
        var open = db.Evenements.AsNoTracking().VisibleTo(acteur, db)
            .Where(e => e.RappelPourId == acteur.MembreId && e.RappelLe != null && e.RappelFaitLe == null)
            .Where(e => e.EntrepriseId == null || db.Entreprises.Any(x => x.TenantId == e.TenantId && x.Id == e.EntrepriseId))
            .Where(e => e.ContactId == null || db.Contacts.Any(c => c.TenantId == e.TenantId && c.Id == e.ContactId));
        if (request.Jusquau is { } last) open = open.Where(e => e.RappelLe <= last);
        return Outcome.Of<IReadOnlyList<EvenementRow>>(await open.OrderBy(e => e.RappelLe).ThenBy(e => e.Id).Take(request.Max)
            .Select(EvenementRow.From(db, acteur)).ToListAsync(cancellationToken));
    }
}
