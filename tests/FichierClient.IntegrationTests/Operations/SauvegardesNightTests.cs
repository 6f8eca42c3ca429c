using FichierClient.Application.Rgpd.Sauvegardes;
using FichierClient.Web.Operations.Sauvegardes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FichierClient.IntegrationTests.Operations;

/// <summary>A certificate of erasure says when the last backup with the person is gone: it goes then, also when nobody makes a new one.</summary>
public sealed class SauvegardesNightTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backups_go_when_their_time_is_over_without_a_new_one_and_the_latest_stays()
    {
        var data = Directory.CreateTempSubdirectory("fichierclient-");
        var folder = data.CreateSubdirectory("sauvegardes").FullName;
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 3, 0, 0, TimeSpan.Zero));
        var (old, next, latest) = (await WriteAsync(folder, clock.GetUtcNow().AddDays(-29)), await WriteAsync(folder, clock.GetUtcNow().AddDays(-28)), await WriteAsync(folder, clock.GetUtcNow().AddDays(-27)));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("FICHIER_DATA", data.FullName)]).Build();
        using var night = new SauvegardesNight(configuration, new ConservationSauvegardes(30), clock, NullLogger<SauvegardesNight>.Instance);

        await night.StartAsync(Token);
        clock.Advance(TimeSpan.FromHours(26));
        await GoneAsync(old);
        Assert.True(File.Exists(next));
        clock.Advance(TimeSpan.FromDays(30));
        await GoneAsync(next);
        await night.StopAsync(Token);

        Assert.True(File.Exists(latest));
        data.Delete(recursive: true);
    }

    private static async Task<string> WriteAsync(string folder, DateTimeOffset le)
    {
        var path = Path.Combine(folder, $"{le:yyyyMMdd}.sauvegarde");
        await using var file = File.Create(path);
        using var writing = await FormatSauvegarde.CreateAsync(file, new EnteteSauvegarde(1, le, "x", 0, "cle", Convert.ToBase64String(new byte[32])), new byte[32], Token);
        await writing.EndAsync(Token);
        return path;
    }

    /// <summary>The round works beside the test: nothing but the folder tells.</summary>
    private static async Task GoneAsync(string path)
    {
        for (var attempt = 0; File.Exists(path); attempt++)
        {
            Assert.True(attempt < 500, $"{path} is still there");
            await Task.Delay(20, Token);
        }
    }
}
