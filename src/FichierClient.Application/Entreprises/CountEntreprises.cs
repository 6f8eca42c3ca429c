using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Figures;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <param name="Filtre">The list's own.</param>
/// <param name="Exact">Counts beyond <see cref="RowCount.Cap"/> too.</param>
public sealed record CountEntreprisesRequest(EntrepriseFiltre Filtre, bool Exact = false);

/// <summary>How many entreprises a list has.</summary>
public sealed class CountEntreprises(UseCaseServices services, FiguresClock figures) : UseCase<CountEntreprisesRequest, RowCount>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<RowCount>> ExecuteAsync(AppDbContext db, Acteur acteur, CountEntreprisesRequest request, CancellationToken cancellationToken)
    {
        var rows = db.EntreprisesOf(request.Filtre, acteur, await figures.TodayAsync(db, cancellationToken));
        if (request.Exact) return new RowCount(await rows.CountAsync(cancellationToken), IsExact: true);
        var count = await rows.Take(RowCount.Cap + 1).CountAsync(cancellationToken);
        return count > RowCount.Cap ? new RowCount(RowCount.Cap, IsExact: false) : new RowCount(count, IsExact: true);
    }
}
