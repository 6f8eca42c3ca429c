using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Common;

/// <summary>
/// Goes through all organisations again and again, from the program's start on. What it does must be cheap where there is nothing
/// to do, and safe to be done twice: several programs may go round at once.
/// </summary>
/// <param name="database">Where the organisations are.</param>
/// <param name="every">From one round to the next.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Told when the database doesn't answer, and which organisation a fault kept from being visited; the next round tries again.</param>
public abstract class OrganisationsRound(NpgsqlDataSource database, TimeSpan every, TimeProvider time, ILogger log) : BackgroundService
{
    /// <summary>What is done for one organisation.</summary>
    protected abstract Task VisitAsync(Guid tenantId, CancellationToken cancellationToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, time);
        do
        {
            try
            {
                await using var command = database.CreateCommand("select fichier_organisations()");
                foreach (var tenant in (Guid[])(await command.ExecuteScalarAsync(stoppingToken))!) await TryVisitAsync(tenant, stoppingToken);
            }
            catch (NpgsqlException error)
            {
                log.LogWarning(error, "{Round} was interrupted; the next round tries again", GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One organisation's fault is nobody else's, and an exception that left from here would stop the program.</summary>
    private async Task TryVisitAsync(Guid tenantId, CancellationToken stoppingToken)
    {
        try
        {
            await VisitAsync(tenantId, stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested && error is not NpgsqlException { IsTransient: true })
        {
            log.LogError(error, "{Round} failed for organisation {TenantId}; the next round tries again", GetType().Name, tenantId);
        }
    }
}
