using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Rgpd.Conservation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Rgpd.Conservation;

/// <summary>Once a day and organisation: the dry run of each rule that erases persons; each hour, the approved runs whose notice is over.</summary>
public sealed class ConservationNight(NpgsqlDataSource database, AppDbContextFactory contexts, ExecutionPassage execution, TimeProvider time, ILogger<ConservationNight> log)
    : OrganisationsRound(database, TimeSpan.FromHours(1), time, log)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(20);
    private readonly TimeProvider clock = time;

    protected override async Task VisitAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        foreach (var failure in await execution.RunDueAsync(tenantId, cancellationToken))
            log.LogError(failure, "A person of an approved run of retention couldn't be erased; organisation {TenantId}", tenantId);
        await using var db = contexts.Open(tenantId);
        var since = clock.GetUtcNow() - Every;
        var regles = await db.ReglesConservation.AsNoTracking().Where(r => r.Jusqua == null && r.Active && (r.Population == PopulationConservation.Prospects || r.Population == PopulationConservation.Clients)
            && !db.PassagesConservation.Any(p => p.Code == r.Code && p.CalculeLe > since)).ToListAsync(cancellationToken);
        foreach (var regle in regles)
        {
            await using var one = contexts.Open(tenantId);
            await PassagesConservation.ComputeAsync(one, regle, clock, cancellationToken);
        }
    }
}
