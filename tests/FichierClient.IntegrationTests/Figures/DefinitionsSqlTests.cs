using FichierClient.Application.Figures;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Figures;

/// <summary>Ralentit, perdu and nouveau on real rows: factures given by their distance to today in days.</summary>
public sealed class DefinitionsSqlTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("60 40 20", "")] // silence 20, gap 20
    [InlineData("80 60 40", "")] // silence 40 does not exceed 2 × 20
    [InlineData("81 61 41", "ralentit")]
    [InlineData("100 70 41", "")] // mean gap 29.5, silence 41 within 59
    [InlineData("300 290", "")] // two factures have no usual gap
    [InlineData("300 300 300", "")] // nor have three of one day
    [InlineData("420 400 364", "ralentit")]
    [InlineData("420 400 365", "perdu")]
    [InlineData("365", "perdu")]
    [InlineData("364", "nouveau")]
    [InlineData("", "prospect")]
    public async Task An_entreprise_is(string days, string expected)
    {
        await using var test = await TestDatabase.CreateAsync(Now);
        var ledger = await FiguresLedger.CreateAsync(test);
        var today = DateOnly.FromDateTime(Now.Date);
        await using (var connection = await ledger.OpenAsync())
        {
            foreach (var day in days.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                await ledger.AddAsync(connection, 1, today.AddDays(-int.Parse(day, System.Globalization.CultureInfo.InvariantCulture)), (10m, 1));
        }

        await using var db = test.Contexts.Open(ledger.Tenant);
        Assert.Equal(today, await test.Get<FiguresClock>().TodayAsync(db, TestContext.Current.CancellationToken));
        var stats = db.EntrepriseStats.Where(s => s.Id == FiguresLedger.Id(3, 1));
        var found = new List<string>();
        if (await stats.AnyAsync(Definitions.Ralentit(today), TestContext.Current.CancellationToken)) found.Add("ralentit");
        if (await stats.AnyAsync(Definitions.Perdu(today), TestContext.Current.CancellationToken)) found.Add("perdu");
        if (await stats.AnyAsync(s => s.DerniereVente == EntrepriseStats.Jamais, TestContext.Current.CancellationToken)) found.Add("prospect");
        if (days.Split(' ').Length == 1 && await stats.AnyAsync(s => s.PremiereVente > Definitions.Veille(today, 1), TestContext.Current.CancellationToken)) found.Add("nouveau");

        Assert.Equal(expected, string.Join(' ', found));
    }
}
