using FichierClient.Web.Operations.Database.Embedded;
using Microsoft.Extensions.Time.Testing;

namespace FichierClient.UnitTests.Operations;

/// <summary>A machine that is switched off at night never sees midnight: the server itself begins no file anew there.</summary>
public sealed class ServerLogsTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("logs-").FullName;

    // Monday, 8 o'clock in Paris.
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 12, 7, 7, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("postgresql-Mon.log", "2026-11-30T17:00:00Z", false)]
    [InlineData("postgresql-Mon.log", "2026-12-07T06:30:00Z", true)]
    [InlineData("postgresql-Tue.log", "2026-12-01T17:00:00Z", false)]
    [InlineData("postgresql-Wed.log", "2026-12-02T08:00:00Z", true)]
    [InlineData("postgresql-Sun.log", "2026-12-06T21:00:00Z", true)]
    // Wednesday has begun in Paris, not in UTC.
    [InlineData("postgresql-Wed.log", "2026-12-01T23:30:00Z", true)]
    public void A_start_deletes_what_a_week_ago_was_written_whatever_the_hour(string nom, string ecrit, bool reste)
    {
        var (log, start) = (Path.Combine(data, "log", nom), Path.Combine(data, "postgres.log"));
        Directory.CreateDirectory(Path.Combine(data, "log"));
        File.WriteAllText(Path.Combine(data, "postgresql.conf"), "#log_timezone = 'GMT'\nlog_timezone = 'Europe/Paris'\n");
        File.WriteAllText(log, "");
        File.WriteAllText(start, "");
        File.SetLastWriteTimeUtc(log, DateTimeOffset.Parse(ecrit, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime);

        ServerLogs.Forget(start, data, clock);

        Assert.Equal((reste, false), (File.Exists(log), File.Exists(start)));
    }

    public void Dispose() => Directory.Delete(data, recursive: true);
}
