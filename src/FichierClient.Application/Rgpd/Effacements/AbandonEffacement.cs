using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

public sealed record AbandonEffacementRequest(Guid EffacementId);

/// <summary>Gives an erasure up before it began; nothing was changed.</summary>
public sealed class AbandonEffacement(UseCaseServices services) : UseCase<AbandonEffacementRequest, Done>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, AbandonEffacementRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockErasuresAsync(cancellationToken);
        if (await db.Effacements.FirstOrDefaultAsync(e => e.Id == request.EffacementId, cancellationToken) is not { } effacement) return Refus.Introuvable();
        effacement.Abandon(Clock.GetUtcNow());
        // A search that nobody waits for any more keeps others waiting.
        if (effacement.JobId is { } search) await JobCancellation.RequestAsync(db, search, Clock.GetUtcNow(), cancellationToken);
        await db.FollowSetbackAsync(effacement, TypeEtape.EffacementAbandonne, null, Clock, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}
