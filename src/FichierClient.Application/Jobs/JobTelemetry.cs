using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FichierClient.Application.Jobs;

/// <summary>What an operator's metrics and traces tell of jobs: kind, end, duration. Nothing is measured while nobody listens.</summary>
public static class JobTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Source = "FichierClient";

    private static readonly ActivitySource Activities = new(Source);
    private static readonly Meter Meter = new(Source);
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("fichierclient.jobs.duration", "s", "Time a job ran on this node, until it ended or was given back.");

    /// <summary>A job's activity; null while nobody listens.</summary>
    internal static Activity? Start(JobRun run) =>
        Activities.StartActivity("job " + run.Kind)?.SetTag("job.id", run.JobId).SetTag("tenant.id", run.TenantId);

    internal static void Ended(string kind, TimeSpan duration) =>
        Durations.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("job.kind", kind));
}
