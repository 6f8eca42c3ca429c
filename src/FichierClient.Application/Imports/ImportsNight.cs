using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Imports;

/// <summary>Deletes original files whose time is over, in every organisation, also in one that imports nothing any more.</summary>
public sealed class ImportsNight(NpgsqlDataSource database, ImportRetention retention, TimeProvider time, ILogger<ImportsNight> log) : BackgroundService
{
    /// <summary>The promise is in days; what is done already costs one look-up.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await using var command = database.CreateCommand("select fichier_organisations()");
                foreach (var tenant in (Guid[])(await command.ExecuteScalarAsync(stoppingToken))!) await retention.DeleteExpiredAsync(tenant, stoppingToken);
            }
            catch (NpgsqlException error)
            {
                log.LogWarning(error, "Expired files of imports were not deleted; trying again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
