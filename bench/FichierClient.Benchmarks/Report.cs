using System.Globalization;

namespace FichierClient.Benchmarks;

/// <summary>A row of the table in docs/performance.md.</summary>
internal static class Report
{
    public static string Row(Result r) =>
        $"| {r.Line.Name} | {r.Program:0.00} | {r.Worst:0.00} | {r.Sql?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–"} | {r.Ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–"} | {r.RoundTrips} | {Target(r.Line)} | {(r.IsMet ? "yes" : "**no**")} |";

    private static string Target(Line line) => string.Join(", ", new[]
    {
        line.MaxRatio is { } ratio ? $"≤ {ratio:0.0} ×" : null,
        line.MaxMilliseconds is { } ms ? $"≤ {ms:0} ms" : null,
        line.MaxRoundTrips is { } trips ? $"≤ {trips} trips" : null,
    }.Where(t => t is not null).DefaultIfEmpty("–"));
}
