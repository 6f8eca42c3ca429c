using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Rgpd.Information;

/// <summary>
/// Each hour: the first exchange with a person who wasn't told yet brings her day forward (RGPD art. 14(3)(b)), and what is open after its
/// day is marked late.
/// </summary>
public sealed class InformationsNight(NpgsqlDataSource database, AppDbContextFactory contexts, TimeProvider time, ILogger<InformationsNight> log)
    : OrganisationsRound(database, TimeSpan.FromHours(1), time, log)
{
    private readonly TimeProvider clock = time;

    protected override async Task VisitAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        await UpdateAsync(db, await db.TodayAsync(clock, cancellationToken), cancellationToken);
    }

    /// <summary>Safe to be done again.</summary>
    public static async Task UpdateAsync(AppDbContext db, DateOnly today, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"""
            update obligations_information i set premiere_communication_le = x.le, echeance = least(i.echeance, x.le)
            from (select o.id, (select min((e.survenu_le at time zone g.fuseau)::date) from evenements e
                    where e.tenant_id = o.tenant_id and e.contact_id = o.contact_id and e.supprime_le is null and e.survenu_le >= o.nee_le and e.type in ('Appel', 'Email', 'RendezVous', 'Visite')) le
                from obligations_information o join organisations g on g.id = o.tenant_id
                where o.tenant_id = {db.TenantId} and o.fait_le is null and o.premiere_communication_le is null) x
            where i.tenant_id = {db.TenantId} and i.id = x.id and x.le is not null
            """, cancellationToken);
        await db.ObligationsInformation.Where(o => o.FaitLe == null && o.RetardConstateLe == null && o.Echeance < today)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.RetardConstateLe, today), cancellationToken);
    }
}
