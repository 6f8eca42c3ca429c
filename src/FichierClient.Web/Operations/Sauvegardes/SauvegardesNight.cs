using FichierClient.Application.Rgpd.Sauvegardes;
using FichierClient.Web.Operations.Database;

namespace FichierClient.Web.Operations.Sauvegardes;

/// <summary>Each hour: deletes the backups of the folder that are older than certificates of erasure say, also when no new one is made. The latest always stays.</summary>
internal sealed class SauvegardesNight(IConfiguration configuration, ConservationSauvegardes conservation, TimeProvider clock, ILogger<SauvegardesNight> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var dossier = new DossierSauvegardes(DataFolder.Of(configuration));
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                var deleted = await dossier.DeleteExpiredAsync(conservation, clock.GetUtcNow(), stoppingToken);
                if (deleted.Count > 0) log.LogInformation("Deleted {Count} expired backups", deleted.Count);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                log.LogWarning(error, "Expired backups couldn't be deleted; tried again in an hour");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
