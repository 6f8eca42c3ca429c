using System.Diagnostics;

namespace FichierClient.Benchmarks;

/// <summary>Runs both sides of a line in turn, so that whatever else the machine does meets both.</summary>
internal static class Measure
{
    private const int Warmup = 5;

    public static async Task<Result> RunAsync(Line line, int iterations)
    {
        for (var i = 0; i < Warmup; i++)
        {
            await line.Program();
            if (line.Sql is { } warm) await warm();
        }

        var trips = RoundTrips.Count;
        await line.Program();
        trips = RoundTrips.Count - trips;
        var (program, sql) = (new List<double>(iterations), new List<double>(iterations));
        for (var i = 0; i < iterations; i++)
        {
            program.Add(await TimeAsync(line.Program));
            if (line.Sql is { } run) sql.Add(await TimeAsync(run));
        }

        program.Sort();
        sql.Sort();
        return new Result(line, Median(program), program[(int)(program.Count * 0.95)], sql.Count == 0 ? null : Median(sql), (int)trips);
    }

    public static double Median(List<double> sorted) => sorted[sorted.Count / 2];

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var start = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
