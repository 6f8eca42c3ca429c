using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>Entreprises whose name or number starts with what is typed, for fields that choose one; the first by name when nothing is typed.</summary>
public sealed class FindEntreprises(UseCaseServices services) : UseCase<string, IReadOnlyList<Reference>>(services)
{
    private const int Shown = 12;

    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<IReadOnlyList<Reference>>> ExecuteAsync(AppDbContext db, Acteur acteur, string request, CancellationToken cancellationToken)
    {
        var prefix = TexteNormalise.Of(request);
        var found = await db.Entreprises.AsNoTracking().VisibleTo(acteur)
            // Collation C: a prefix is a range, which the index on recherche serves under row-level security.
            .Where(e => e.Recherche.CompareTo(prefix) >= 0 && e.Recherche.CompareTo(prefix + SqlText.Highest) < 0)
            .OrderBy(e => e.Recherche).Take(Shown)
            .Select(e => new Reference(e.Id, e.RaisonSociale))
            .ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<Reference>>(found);
    }
}
