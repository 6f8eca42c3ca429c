using FichierClient.Application.Figures;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Figures;

/// <summary>Windows end today in the organisation's zone, and move with the day.</summary>
public sealed class WindowTests
{
    /// <summary>In Paris: half past eleven in the evening of 14 March.</summary>
    private static readonly DateTimeOffset BeforeMidnight = new(2026, 3, 14, 22, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Today_counts_and_the_same_day_one_year_ago_does_not()
    {
        await using var db = await TestDatabase.CreateAsync(BeforeMidnight);
        var ledger = await FiguresLedger.CreateAsync(db);
        await AddAsync(ledger, (2026, 3, 14, 1m), (2025, 3, 15, 2m), (2025, 3, 14, 4m), (2024, 3, 15, 8m), (2024, 3, 14, 16m));

        var stats = await StatsAsync(ledger);

        Assert.Equal((300, 1200, 3100), (stats.Ca12m, stats.Ca12mPrecedents, stats.CaTotal));
        Assert.Empty(await ledger.DifferencesAsync());
    }

    [Fact]
    public async Task Midnight_in_Paris_moves_the_windows_and_starts_the_vente_dated_tomorrow()
    {
        await using var db = await TestDatabase.CreateAsync(BeforeMidnight);
        var ledger = await FiguresLedger.CreateAsync(db);
        await AddAsync(ledger, (2026, 3, 15, 1m), (2025, 3, 15, 2m));
        var evening = await StatsAsync(ledger);
        db.Clock.Advance(TimeSpan.FromHours(1));

        var night = await StatsAsync(ledger);

        Assert.Equal((200, 0, new DateOnly(2025, 3, 15)), (evening.Ca12m, evening.Ca12mPrecedents, evening.DerniereVente));
        Assert.Equal((100, 200, new DateOnly(2026, 3, 15)), (night.Ca12m, night.Ca12mPrecedents, night.DerniereVente));
        Assert.Empty(await ledger.DifferencesAsync());
    }

    [Fact]
    public async Task A_leap_day_is_in_the_year_that_ends_the_next_28_February()
    {
        await using var db = await TestDatabase.CreateAsync(new DateTimeOffset(2024, 2, 28, 12, 0, 0, TimeSpan.Zero));
        var ledger = await FiguresLedger.CreateAsync(db);
        await AddAsync(ledger, (2024, 2, 29, 1m), (2023, 2, 28, 2m), (2023, 3, 1, 4m));
        var figures = new List<(int Day, long Ca)>();
        foreach (var day in new[] { new DateOnly(2024, 2, 28), new(2024, 2, 29), new(2024, 3, 1), new(2025, 2, 28), new(2025, 3, 1) })
        {
            db.Clock.AdvanceTo(new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero));
            figures.Add((day.DayNumber, (await StatsAsync(ledger)).Ca12m));
            Assert.Empty(await ledger.DifferencesAsync());
        }

        Assert.Equal([400, 500, 100, 100, 0], figures.Select(f => f.Ca));
    }

    [Fact]
    public async Task Years_without_a_reader_are_caught_up_at_once()
    {
        await using var db = await TestDatabase.CreateAsync(BeforeMidnight);
        var ledger = await FiguresLedger.CreateAsync(db);
        await AddAsync(ledger, (2026, 3, 1, 1m), (2025, 3, 1, 2m), (2027, 9, 1, 4m), (2028, 9, 1, 8m));
        await StatsAsync(ledger);
        db.Clock.Advance(TimeSpan.FromDays(3 * 365));

        var stats = await StatsAsync(ledger);

        Assert.Equal((800, 400, 1500), (stats.Ca12m, stats.Ca12mPrecedents, stats.CaTotal));
        Assert.Empty(await ledger.DifferencesAsync());
    }

    [Fact]
    public async Task The_latest_facture_is_not_an_avoir_and_drafts_never_count()
    {
        await using var db = await TestDatabase.CreateAsync(BeforeMidnight);
        var ledger = await FiguresLedger.CreateAsync(db);
        await AddAsync(ledger, (2026, 1, 1, 10m), (2026, 2, 1, 20m), (2026, 3, 1, -5m));
        await using (var connection = await ledger.OpenAsync())
        {
            var draft = await ledger.AddAsync(connection, 1, new DateOnly(2026, 3, 2), (100m, 1));
            await FiguresLedger.ExecuteAsync(connection, "update ventes set statut = 'Brouillon' where id = $1", draft);
        }

        var stats = await StatsAsync(ledger);

        Assert.Equal((2500, new DateOnly(2026, 2, 1), 2000, 3, 2), (stats.Ca12m, stats.DerniereVente, stats.DerniereVenteCentimes, stats.NbVentes, stats.NbFactures));
    }

    /// <summary>The months follow the calendar, not the day of the year before; a vente that is added and one that goes leave them right.</summary>
    [Fact]
    public async Task Twelve_months_follow_the_calendar()
    {
        await using var db = await TestDatabase.CreateAsync(BeforeMidnight);
        var ledger = await FiguresLedger.CreateAsync(db);
        await AddAsync(ledger, (2025, 3, 31, 1m), (2025, 4, 1, 2m), (2025, 4, 30, 4m), (2026, 3, 14, 8m), (2026, 3, 15, 16m));
        var march = await MonthsAsync(ledger);
        db.Clock.Advance(TimeSpan.FromDays(30));
        var untouched = await MonthsAsync(ledger);
        await AddAsync(ledger, (2026, 4, 2, 32m), (2025, 5, 1, 64m));
        var added = await MonthsAsync(ledger);
        await ExecuteAsync(ledger, "update ventes set statut = 'Annulee' where montant = 64");
        var removed = await MonthsAsync(ledger);
        Assert.Equal([6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8], march);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 24, 0], untouched);
        Assert.Equal([64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 24, 32], added);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 24, 32], removed);
        Assert.Empty(await ledger.DifferencesAsync());
    }

    /// <summary>None of its ventes is on the edge of another window: it is the month alone that comes back.</summary>
    [Fact]
    public async Task A_day_that_goes_back_into_an_earlier_month_finds_the_months_that_were_dropped()
    {
        await using var db = await TestDatabase.CreateAsync(BeforeMidnight.AddDays(30));
        var ledger = await FiguresLedger.CreateAsync(db);
        await AddAsync(ledger, (2025, 4, 20, 4m), (2025, 12, 1, 1m), (2025, 12, 2, 2m));
        await ExecuteAsync(ledger, "update ventes set statut = 'Annulee' where montant = 1");
        var april = await MonthsAsync(ledger);

        await ExecuteAsync(ledger, "select figures_advance('2026-03-14')");

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0], april);
        Assert.Equal([4, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0], await MonthsAsync(ledger, new DateOnly(2026, 3, 14)));
        Assert.Empty(await ledger.DifferencesAsync());
    }

    [Fact]
    public async Task Verify_recomputes_from_the_ledger_for_any_day()
    {
        await using var db = await TestDatabase.CreateAsync(BeforeMidnight);
        var ledger = await FiguresLedger.CreateAsync(db);
        await AddAsync(ledger, (2021, 6, 30, 1m), (2020, 7, 1, 2.5m), (2020, 6, 30, 4m), (2021, 7, 1, 8m));

        var figures = await db.Get<VerifyFigures>().RunAsync(ledger.Tenant, new DateOnly(2021, 6, 30), TestContext.Current.CancellationToken);

        Assert.Equal((3.5m, 4m, 4, 20), (figures.Ca12Mois, figures.Ca12MoisPrecedents, figures.Ventes, figures.Entreprises));
        Assert.Equal(("2020-07", 2.5m, 0m, false), (figures.ParMois[0].Mois, figures.ParMois[0].Ca, figures.ParMois[0].CaAnneePrecedente, figures.ParMois[0].Partiel));
        Assert.Equal(("2021-06", 1m, 4m, false), (figures.ParMois[11].Mois, figures.ParMois[11].Ca, figures.ParMois[11].CaAnneePrecedente, figures.ParMois[11].Partiel));
        Assert.Equal(("E1", 3.5m), (Assert.Single(figures.TopEntreprises).Nom, figures.TopEntreprises[0].Ca12Mois));
        Assert.Empty(figures.Differences);
    }

    [Fact]
    public async Task Verify_shows_a_stored_figure_that_was_tampered_with()
    {
        await using var db = await TestDatabase.CreateAsync(BeforeMidnight);
        var ledger = await FiguresLedger.CreateAsync(db);
        await AddAsync(ledger, (2026, 1, 1, 10m));
        await StatsAsync(ledger);
        await db.ScalarAsync<int>("update ca_produits set factures = factures + 1 where periode = 'infinity'; update entreprise_stats set douze_mois[1] = 7 where ca_12m = 1000");

        var figures = await db.Get<VerifyFigures>().RunAsync(ledger.Tenant, null, TestContext.Current.CancellationToken);

        Assert.Equal(["ca_produits", "ca_produits", "entreprise_stats"], figures.Differences.Select(d => d.Figure));
    }

    private static async Task AddAsync(FiguresLedger ledger, params (int Year, int Month, int Day, decimal Montant)[] ventes)
    {
        await using var connection = await ledger.OpenAsync();
        foreach (var (year, month, day, montant) in ventes) await ledger.AddAsync(connection, 1, new DateOnly(year, month, day), (montant, 1));
    }

    private static async Task ExecuteAsync(FiguresLedger ledger, string sql)
    {
        await using var connection = await ledger.OpenAsync();
        await FiguresLedger.ExecuteAsync(connection, sql);
    }

    private static async Task<decimal[]> MonthsAsync(FiguresLedger ledger, DateOnly? day = null)
    {
        await using var db = ledger.Database.Contexts.Open(ledger.Tenant);
        var today = day ?? await ledger.Database.Get<FiguresClock>().TodayAsync(db, TestContext.Current.CancellationToken);
        var stats = await db.EntrepriseStats.AsNoTracking().SingleAsync(s => s.Id == FiguresLedger.Id(3, 1), TestContext.Current.CancellationToken);
        return [.. EntrepriseStats.Douze(stats.DouzeMois, stats.Mois, today)];
    }

    /// <summary>The first entreprise's figures, as a reader gets them.</summary>
    private static async Task<EntrepriseStats> StatsAsync(FiguresLedger ledger)
    {
        await using var db = ledger.Database.Contexts.Open(ledger.Tenant);
        await ledger.Database.Get<FiguresClock>().TodayAsync(db, TestContext.Current.CancellationToken);
        return await db.EntrepriseStats.AsNoTracking().SingleAsync(s => s.Id == FiguresLedger.Id(3, 1), TestContext.Current.CancellationToken);
    }
}

file static class ClockMoves
{
    public static void AdvanceTo(this Microsoft.Extensions.Time.Testing.FakeTimeProvider clock, DateTimeOffset instant)
    {
        if (instant > clock.GetUtcNow()) clock.SetUtcNow(instant);
    }
}
