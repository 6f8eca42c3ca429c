using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record ListEtiquettesRequest;

/// <param name="Id">Its key.</param>
/// <param name="Nom">Its name.</param>
/// <param name="Entreprises">How many of the entreprises that the reader sees carry it.</param>
public sealed record EtiquetteRow(Guid Id, string Nom, int Entreprises);

/// <summary>Labels by name.</summary>
public sealed class ListEtiquettes(UseCaseServices services) : UseCase<ListEtiquettesRequest, IReadOnlyList<EtiquetteRow>>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<IReadOnlyList<EtiquetteRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListEtiquettesRequest request, CancellationToken cancellationToken)
    {
        var rows = await db.Etiquettes.AsNoTracking().OrderBy(c => c.Nom)
            .Select(c => new EtiquetteRow(c.Id, c.Nom, db.Entreprises.VisibleTo(acteur).Count(e => e.Etiquettes.Any(t => t.EtiquetteId == c.Id))))
            .ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<EtiquetteRow>>(rows);
    }
}
