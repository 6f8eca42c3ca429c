using FichierClient.Application.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Figures;

/// <summary>
/// Brings every organisation's figures to its new day shortly after its midnight, so that no reader waits for it. Nothing is wrong
/// when it didn't run: the first reader does the same. Each ten minutes: midnight comes at other instants in other zones.
/// </summary>
public sealed class FiguresNight(NpgsqlDataSource database, FiguresClock clock, TimeProvider time, ILogger<FiguresNight> log)
    : OrganisationsRound(database, TimeSpan.FromMinutes(10), time, log)
{
    protected override async Task VisitAsync(Guid tenantId, CancellationToken cancellationToken) => await clock.TodayAsync(tenantId, cancellationToken);
}
