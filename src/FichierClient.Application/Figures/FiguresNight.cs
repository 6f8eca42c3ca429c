using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Figures;

/// <summary>
/// Brings every organisation's figures to its new day shortly after its midnight, so that no reader waits for it. Nothing is wrong
/// when it didn't run: the first reader does the same.
/// </summary>
public sealed class FiguresNight(NpgsqlDataSource database, FiguresClock clock, TimeProvider time, ILogger<FiguresNight> log) : BackgroundService
{
    /// <summary>Midnight comes at other instants in other zones: looking is cheap, what is done already costs nothing.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await AdvanceAllAsync(stoppingToken);
            }
            catch (NpgsqlException error)
            {
                log.LogWarning(error, "The figures were not brought to their new day; trying again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task AdvanceAllAsync(CancellationToken stopping)
    {
        await using var command = database.CreateCommand("select fichier_organisations()");
        foreach (var tenant in (Guid[])(await command.ExecuteScalarAsync(stopping))!) await clock.TodayAsync(tenant, stopping);
    }
}
