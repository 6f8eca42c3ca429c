using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>A request of which the DPO is reminded today. It names no person.</summary>
public sealed record RappelRow(Guid Id, string Reference, int Jours, DateOnly Echeance);

/// <summary>What the DPO is reminded of in the program itself, on the same days as by e-mail and whether one could be sent or not: the latest first.</summary>
public sealed class ListRappelsDemandes(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<RappelRow>>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<IReadOnlyList<RappelRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        var today = await db.TodayAsync(Clock, cancellationToken);
        var open = await db.Demandes.AsNoTracking().Where(d => !DemandeAccess.Answered.Contains(d.Statut) && d.SuspendueDepuis == null).ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<RappelRow>>([.. open.Where(d => d.IsReminderDay(today)).Select(d => new RappelRow(d.Id, d.Reference, d.JoursRestants(today)!.Value, d.Echeance)).OrderBy(r => r.Jours)]);
    }
}
