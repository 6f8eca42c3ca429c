using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Jobs;

/// <summary>
/// Works off the jobs on this node while the web runs. Two at once: a long import must not make an export wait. A node that
/// finds nothing asks again after a second; the question costs one index look-up.
/// </summary>
public sealed class JobWorker(JobRunner runner, ILogger<JobWorker> log) : BackgroundService
{
    private const int Loops = 2;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Loops).Select(_ => LoopAsync(stoppingToken)));

    private async Task LoopAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!await runner.RunNextAsync(stopping)) await Task.Delay(Idle, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException error)
            {
                // The database restarts: the worker must outlive it.
                log.LogWarning(error, "The job queue can't be read; trying again");
                await Task.Delay(AfterFault, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }
}
