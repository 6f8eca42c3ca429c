using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Conservation;

public sealed record ComputePassageRequest(Guid Id);

/// <summary>The dry run of a rule now instead of tonight. Gives the run's id back.</summary>
public sealed class ComputePassage(UseCaseServices services) : UseCase<ComputePassageRequest, Guid>(services)
{
    protected override Permission Permission => Permission.ConservationManage;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, ComputePassageRequest request, CancellationToken cancellationToken)
    {
        if (await db.ReglesConservation.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.Id && r.Jusqua == null, cancellationToken) is not { EstExecutee: true } regle) return Refus.Introuvable();
        return await PassagesConservation.ComputeAsync(db, regle, Clock, cancellationToken) is { } passage ? passage.Id : Refus.Regle(Texts.Get("Conservation_passage_en_attente"));
    }
}
