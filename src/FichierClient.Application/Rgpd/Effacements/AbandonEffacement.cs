using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

public sealed record AbandonEffacementRequest(Guid EffacementId);

/// <summary>Gives an erasure up before it began; nothing was changed.</summary>
public sealed class AbandonEffacement(UseCaseServices services) : UseCase<AbandonEffacementRequest, Done>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, AbandonEffacementRequest request, CancellationToken cancellationToken)
    {
        if (await db.Effacements.FirstOrDefaultAsync(e => e.Id == request.EffacementId, cancellationToken) is not { } effacement) return Refus.Introuvable();
        effacement.Abandon(Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
