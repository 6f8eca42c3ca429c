using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Figures;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Entreprises;

/// <summary>The keys of all entreprises of a list, on whichever page; refused beyond <see cref="Selection.Most"/>.</summary>
public sealed class SelectEntreprises(UseCaseServices services, FiguresClock figures) : UseCase<EntrepriseFiltre, IReadOnlyList<Guid>>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<IReadOnlyList<Guid>>> ExecuteAsync(AppDbContext db, Acteur acteur, EntrepriseFiltre request, CancellationToken cancellationToken) =>
        await db.EntreprisesOf(request, acteur, await figures.TodayAsync(db, cancellationToken)).Select(r => r.Entreprise.Id).SelectAsync(cancellationToken);
}
