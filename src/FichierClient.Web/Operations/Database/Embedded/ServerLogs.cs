using System.Globalization;
using System.Text.RegularExpressions;

namespace FichierClient.Web.Operations.Database.Embedded;

/// <summary>
/// What the server wrote into its own log is kept for a week. It begins a day's file anew only when that day comes while it runs: at a start it goes on with the one of a week
/// ago, and what stood still doesn't come round to its days. So each start deletes.
/// </summary>
internal static partial class ServerLogs
{
    /// <summary>Today and the five days before stay.</summary>
    private const int Jours = 6;

    /// <param name="start">What was said before the log of the start before began; it goes too.</param>
    /// <param name="data">The cluster's folder.</param>
    /// <param name="clock">The moment, and the zone where the cluster names none.</param>
    public static void Forget(string start, string data, TimeProvider clock)
    {
        File.Delete(start);
        var logs = Path.Combine(data, "log");
        if (!Directory.Exists(logs)) return;
        var zone = ZoneOf(data) ?? clock.LocalTimeZone;
        DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
        var today = Day(clock.GetUtcNow());
        var current = string.Create(CultureInfo.InvariantCulture, $"postgresql-{today:ddd}.log");
        foreach (var file in Directory.EnumerateFiles(logs, "*.log"))
        {
            var written = Day(new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero));
            if (written <= today.AddDays(-Jours) || (written < today && Path.GetFileName(file) == current)) File.Delete(file);
        }
    }

    /// <summary>The zone by which the server names its days: initdb writes the machine's.</summary>
    private static TimeZoneInfo? ZoneOf(string data)
    {
        var settings = Path.Combine(data, "postgresql.conf");
        var named = File.Exists(settings) ? Zone().Matches(File.ReadAllText(settings)).LastOrDefault() : null;
        return named is not null && TimeZoneInfo.TryFindSystemTimeZoneById(named.Groups[1].Value, out var zone) ? zone : null;
    }

    [GeneratedRegex(@"^\s*log_timezone\s*=\s*'([^']+)'", RegexOptions.Multiline, 1_000)]
    private static partial Regex Zone();
}
