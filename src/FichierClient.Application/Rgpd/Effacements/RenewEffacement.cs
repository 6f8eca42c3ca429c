using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

public sealed record RenewEffacementRequest(Guid EffacementId);

/// <summary>Has the search done again in the background; where it finds the same, plan and approvals stand.</summary>
public sealed class RenewEffacement(UseCaseServices services, JobSignal signal) : UseCase<RenewEffacementRequest, Done>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, RenewEffacementRequest request, CancellationToken cancellationToken)
    {
        if (await db.Effacements.FirstOrDefaultAsync(e => e.Id == request.EffacementId, cancellationToken) is not { } effacement) return Refus.Introuvable();
        if (effacement.Statut != StatutEffacement.AApprouver) return Refus.Regle(Texts.Get(effacement.Statut == StatutEffacement.EnPreparation ? "Effacement_en_preparation" : "Effacement_commence"));
        PlanJob.Ask(db, effacement, acteur.MembreId, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        signal.Tell(db.TenantId);
        return Done.Value;
    }
}
