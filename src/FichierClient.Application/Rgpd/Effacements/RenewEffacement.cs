using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

public sealed record RenewEffacementRequest(Guid EffacementId);

/// <summary>Searches again and renews the plan; says whether it changed.</summary>
public sealed class RenewEffacement(UseCaseServices services, PreparationEffacement preparation) : UseCase<RenewEffacementRequest, bool>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<bool>> ExecuteAsync(AppDbContext db, Acteur acteur, RenewEffacementRequest request, CancellationToken cancellationToken)
    {
        if (await db.Effacements.FirstOrDefaultAsync(e => e.Id == request.EffacementId, cancellationToken) is not { } effacement) return Refus.Introuvable();
        if (effacement.Statut is not (StatutEffacement.AApprouver or StatutEffacement.Approuve)) return Refus.Regle(Texts.Get("Effacement_commence"));
        var changed = await preparation.RenewAsync(db, effacement, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return changed;
    }
}
