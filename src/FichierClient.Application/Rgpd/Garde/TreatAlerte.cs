using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Garde;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Garde;

/// <param name="Id">The alert.</param>
/// <param name="Suite">What was done; null: it waits again.</param>
public sealed record TreatAlerteRequest(Guid Id, SuiteAlerte? Suite);

/// <summary>The DPO says what was done about an alert.</summary>
public sealed class TreatAlerte(UseCaseServices services) : UseCase<TreatAlerteRequest, Done>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, TreatAlerteRequest request, CancellationToken cancellationToken)
    {
        var alerte = await db.AlertesGarde.SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken);
        if (alerte is null) return Refus.Introuvable();
        if (request.Suite is { } suite) alerte.Treat(suite, acteur.MembreId, Clock.GetUtcNow());
        else alerte.Reopen();
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
