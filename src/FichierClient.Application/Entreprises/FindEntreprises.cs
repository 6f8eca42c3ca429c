using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>Entreprises whose name or number holds what is typed, as in their list, for fields that choose one; the first by name when nothing is typed.</summary>
public sealed class FindEntreprises(UseCaseServices services) : UseCase<string, IReadOnlyList<Reference>>(services)
{
    private const int Shown = 12;

    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<IReadOnlyList<Reference>>> ExecuteAsync(AppDbContext db, Acteur acteur, string request, CancellationToken cancellationToken)
    {
        var found = await db.Entreprises.AsNoTracking().VisibleTo(acteur).WhereNom(request, db)
            .OrderBy(e => e.Recherche).Take(Shown)
            .Select(e => new Reference(e.Id, e.RaisonSociale))
            .ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<Reference>>(found);
    }
}
