using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>The name of an entreprise that the member sees, for filters and forms that hold its id.</summary>
public sealed class NameEntreprise(UseCaseServices services) : UseCase<Guid, string>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<string>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken) =>
        await db.Entreprises.AsNoTracking().VisibleTo(acteur).Where(e => e.Id == request).Select(e => e.RaisonSociale).SingleOrDefaultAsync(cancellationToken) is { } nom
            ? nom : Refus.Introuvable();
}
