using System.Diagnostics;
using System.Globalization;
using FichierClient.Application.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Jobs;

/// <summary>Runs taken jobs: finds the handler, keeps the lease, turns the end into a status.</summary>
public sealed class JobRunner(JobQueue queue, IEnumerable<JobHandler> handlers, ILogger<JobRunner> log)
{
    private static readonly TimeSpan Beat = JobRun.Lease / 4;

    private readonly Dictionary<string, JobHandler> byKind = handlers.ToDictionary(h => h.Kind);

    /// <summary>Takes and runs the next job of any organisation.</summary>
    /// <returns>False when none was waiting.</returns>
    public async Task<bool> RunNextAsync(CancellationToken stopping)
    {
        if (byKind.Count == 0 || await queue.TakeAsync([.. byKind.Keys], stopping) is not { } run) return false;
        await RunAsync(run, stopping);
        return true;
    }

    /// <summary>Runs a given waiting job here and now.</summary>
    /// <returns>False when another process has it.</returns>
    public async Task<bool> RunAsync(Guid tenantId, Guid jobId, CancellationToken stopping)
    {
        if (await queue.TakeAsync(tenantId, jobId, stopping) is not { } run) return false;
        await RunAsync(run, stopping);
        return true;
    }

    private async Task RunAsync(JobRun run, CancellationToken stopping)
    {
        using var scope = log.BeginScope(new Dictionary<string, object> { ["JobId"] = run.JobId, ["TenantId"] = run.TenantId });
        using var activity = JobTelemetry.Start(run);
        var started = Stopwatch.GetTimestamp();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var beating = BeatAsync(run, ended);
        try
        {
            CultureInfo.CurrentUICulture = await run.CultureAsync(ended.Token);
            await byKind[run.Kind].RunAsync(run, ended.Token);
            await run.FinishAsync(JobStatus.Succeeded, null);
        }
        catch (OperationCanceledException)
        {
            // The program stops, somebody cancelled, or another process has the job now.
            if (stopping.IsCancellationRequested) await run.ReleaseAsync();
            else if (await run.WasCancelledAsync()) await run.FinishAsync(JobStatus.Cancelled, null);
        }
        catch (JobRefusedException refused)
        {
            await run.FinishAsync(JobStatus.Failed, refused.Message);
        }
        catch (Exception error) when (DbFailures.MayPass(error))
        {
            log.LogWarning(error, "Job {JobId} was interrupted by the database; it is taken again after its lease", run.JobId);
        }
        catch (Exception error)
        {
            log.LogError(error, "Job {JobId} failed", run.JobId);
            await run.FinishAsync(JobStatus.Failed, Texts.Get("Travail_arrete", run.JobId));
        }
        finally
        {
            await ended.CancelAsync();
            await beating;
            JobTelemetry.Ended(run.Kind, Stopwatch.GetElapsedTime(started));
        }
    }

    /// <summary>Tells that this process is alive, and stops the handler when the job was cancelled or lost.</summary>
    private async Task BeatAsync(JobRun run, CancellationTokenSource ended)
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Beat, ended.Token);
                if (!await run.BeatAsync(ended.Token)) await ended.CancelAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (NpgsqlException error)
            {
                log.LogWarning(error, "Job {JobId} could not prolong its lease", run.JobId);
            }
        }
    }
}
