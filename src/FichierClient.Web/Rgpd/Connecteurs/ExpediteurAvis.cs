using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Connecteurs;
using Npgsql;

namespace FichierClient.Web.Rgpd.Connecteurs;

/// <summary>Posts the notices of organisations to their connected systems. Several programs may do so at once.</summary>
internal sealed class ExpediteurAvis(EnvoiAvisSortants envoi, TimeProvider time, ILogger<ExpediteurAvis> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                foreach (var tenant in await envoi.DueAsync(stoppingToken)) await TrySendAsync(tenant, stoppingToken);
            }
            catch (NpgsqlException error)
            {
                log.LogWarning(error, "The notices can't be read; trying again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One organisation's fault is nobody else's.</summary>
    private async Task TrySendAsync(Guid tenantId, CancellationToken stoppingToken)
    {
        try
        {
            await envoi.RunAsync(tenantId, stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested && error is not NpgsqlException { IsTransient: true })
        {
            log.LogError(error, "Notices of organisation {TenantId} were not sent; trying again", tenantId);
        }
    }
}

/// <summary>Each hour: whoever stays silent past the day gets a letter. In French, as letters are.</summary>
internal sealed class AvisNight(NpgsqlDataSource database, SilenceAvis silence, TimeProvider time, ILogger<AvisNight> log) : OrganisationsRound(database, TimeSpan.FromHours(1), time, log)
{
    protected override Task VisitAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
        return silence.RunAsync(tenantId, cancellationToken);
    }
}
