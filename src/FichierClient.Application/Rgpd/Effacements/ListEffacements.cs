using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>The erasures of the organisation: what waits first, then the latest.</summary>
public sealed class ListEffacements(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<EffacementRow>>(services)
{
    private const int Shown = 500;

    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<IReadOnlyList<EffacementRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken) =>
        await db.Effacements.AsNoTracking()
            .OrderBy(e => e.Statut == StatutEffacement.Termine || e.Statut == StatutEffacement.Abandonne).ThenByDescending(e => e.PrepareLe).Take(Shown)
            .Select(e => new EffacementRow(e.Id, e.Reference, e.Sujet, e.Statut, e.Fondement, e.PrepareLe, e.TermineLe, e.DemandeId)).ToListAsync(cancellationToken);
}
