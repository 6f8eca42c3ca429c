using System.Diagnostics;

namespace FichierClient.Benchmarks;

/// <summary>Counts the commands that the driver sends, the setting of the tenant left out.</summary>
internal static class RoundTrips
{
    private static long count;

    public static long Count => Interlocked.Read(ref count);

    public static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("db.query.text") is string sql && !sql.StartsWith("select set_config('app.tenant_id'", StringComparison.Ordinal))
                    Interlocked.Increment(ref count);
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
