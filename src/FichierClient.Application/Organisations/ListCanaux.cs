using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record ListCanauxRequest;

/// <param name="Id">Its key.</param>
/// <param name="Nom">Its name.</param>
/// <param name="Entreprises">How many of the entreprises that the reader sees carry it.</param>
public sealed record CanalRow(Guid Id, string Nom, int Entreprises);

/// <summary>Acquisition channels by name.</summary>
public sealed class ListCanaux(UseCaseServices services) : UseCase<ListCanauxRequest, IReadOnlyList<CanalRow>>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<IReadOnlyList<CanalRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListCanauxRequest request, CancellationToken cancellationToken)
    {
        var rows = await db.Canaux.AsNoTracking().OrderBy(c => c.Nom)
            .Select(c => new CanalRow(c.Id, c.Nom, db.Entreprises.VisibleTo(acteur).Count(e => e.CanalId == c.Id)))
            .ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<CanalRow>>(rows);
    }
}
