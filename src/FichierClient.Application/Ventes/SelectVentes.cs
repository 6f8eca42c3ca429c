using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Ventes;

/// <summary>The keys of all ventes of a list, on whichever page; refused beyond <see cref="Selection.Most"/>.</summary>
public sealed class SelectVentes(UseCaseServices services) : UseCase<VenteFiltre, IReadOnlyList<Guid>>(services)
{
    protected override Permission Permission => Permission.VentesRead;

    protected override Task<Outcome<IReadOnlyList<Guid>>> ExecuteAsync(AppDbContext db, Acteur acteur, VenteFiltre request, CancellationToken cancellationToken) =>
        db.Ventes.VisibleTo(acteur, db).Where(request, db).Select(v => v.Id).SelectAsync(cancellationToken);
}
