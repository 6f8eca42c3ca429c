using FichierClient.Domain.TableauDeBord;

namespace FichierClient.UnitTests.TableauDeBord;

public sealed class PeriodeTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void A_period_says_what_it_is_compared_with()
    {
        var (year, before) = (new Plage(new DateOnly(2026, 4, 1), new DateOnly(2027, 3, 31)), new Plage(new DateOnly(2025, 1, 1), new DateOnly(2026, 3, 31)));
        Assert.Equal(
            [Comparaison.UnAn, Comparaison.UnAn, Comparaison.UnAn, Comparaison.UnAn, Comparaison.JusteAvant, Comparaison.ExercicePrecedent, Comparaison.UnAn, Comparaison.Aucune],
            new[]
            {
                Periode.DouzeMois(Today), Periode.Annee(2025, Today), Periode.Nommee(PlageNommee.CeMois, Today)!, Periode.Libre(new Plage(new DateOnly(2026, 2, 1), new DateOnly(2026, 3, 5)), Today),
                Periode.Libre(new Plage(new DateOnly(2024, 1, 1), new DateOnly(2026, 3, 5)), Today), Periode.Exercice(year, before, Today), Periode.Exercice(year, null, Today),
                Periode.Exercice(new Plage(new DateOnly(2024, 1, 1), new DateOnly(2025, 6, 30)), null, Today),
            }.Select(p => p.Comparaison));
        Assert.Equal([true, true, false, false], new[] { Periode.Nommee(PlageNommee.CeTrimestre, Today)!, Periode.Libre(new Plage(new DateOnly(2026, 2, 1), new DateOnly(2026, 3, 5)), Today), Periode.DouzeMois(Today), Periode.Annee(2026, Today) }.Select(p => p.EstCourte));
    }

    [Fact]
    public void Twelve_months_hold_today_and_not_the_same_day_one_year_before()
    {
        var periode = Periode.DouzeMois(Today);

        Assert.Equal(Days("2025-11-25", "2026-11-24"), periode.Plage);
        Assert.Equal(Days("2024-11-25", "2025-11-24"), periode.Precedente);
    }

    [Fact]
    public void Twelve_months_that_end_on_a_29_February_begin_on_a_1st_of_March()
    {
        var periode = Periode.DouzeMois(new DateOnly(2024, 2, 29));

        Assert.Equal(Days("2023-03-01", "2024-02-29"), periode.Plage);
        Assert.Equal(Days("2022-03-01", "2023-02-28"), periode.Precedente);
    }

    [Fact]
    public void The_months_are_the_last_twelve_calendar_months_and_the_current_one_is_partial_like_that_of_the_year_before()
    {
        var tranches = Periode.DouzeMois(Today).Tranches;

        Assert.Equal(12, tranches.Count);
        Assert.Equal(new Tranche(Days("2025-12-01", "2025-12-31"), Days("2024-12-01", "2024-12-31"), false), tranches[0]);
        Assert.Equal(new Tranche(Days("2026-11-01", "2026-11-24"), Days("2025-11-01", "2025-11-24"), true), tranches[^1]);
    }

    [Fact]
    public void A_year_that_is_not_over_is_compared_with_the_same_days_of_the_year_before()
    {
        var periode = Periode.Annee(2026, Today);

        Assert.Equal(Days("2026-01-01", "2026-11-24"), periode.Plage);
        Assert.Equal(Days("2025-01-01", "2025-11-24"), periode.Precedente);
        Assert.Equal(12, periode.Tranches.Count);
        Assert.True(periode.Tranches[^1].Plage.EstVide);
    }

    [Fact]
    public void A_past_year_is_whole() => Assert.Equal((Days("2024-01-01", "2024-12-31"), Days("2023-01-01", "2023-12-31")), (Periode.Annee(2024, Today).Plage, Periode.Annee(2024, Today).Precedente!.Value));

    [Fact]
    public void A_fiscal_period_is_compared_with_the_one_before_as_far_as_it_goes()
    {
        var first = Days("2024-03-01", "2025-12-31");

        Assert.Equal(Days("2024-03-01", "2025-01-22"), Periode.Exercice(Days("2026-01-01", "2026-12-31"), first, Today).Precedente);
        Assert.Equal(first, Periode.Exercice(Days("2026-01-01", "2026-10-31"), first, Today).Precedente);
    }

    [Fact]
    public void A_first_fiscal_period_of_more_than_a_year_has_nothing_before_it()
    {
        var periode = Periode.Exercice(Days("2024-03-01", "2025-12-31"), null, Today);

        Assert.Null(periode.Precedente);
        Assert.Equal(22, periode.Tranches.Count);
    }

    [Fact]
    public void A_free_period_cuts_its_months_at_both_ends()
    {
        var periode = Periode.Libre(Days("2026-01-15", "2026-03-10"), Today);

        Assert.Equal(Days("2025-01-15", "2025-03-10"), periode.Precedente);
        Assert.Equal([Days("2026-01-15", "2026-01-31"), Days("2026-02-01", "2026-02-28"), Days("2026-03-01", "2026-03-10")], periode.Tranches.Select(t => t.Plage));
        Assert.Equal([Days("2025-01-15", "2025-01-31"), Days("2025-02-01", "2025-02-28"), Days("2025-03-01", "2025-03-10")], periode.Tranches.Select(t => t.Avant));
        Assert.Equal([true, false, true], periode.Tranches.Select(t => t.EstPartielle));
    }

    [Fact]
    public void A_long_period_is_shown_by_year()
    {
        var periode = Periode.Libre(Days("2022-07-01", "2026-12-31"), Today);

        Assert.True(periode.ParAnnee);
        Assert.Equal([2022, 2023, 2024, 2025, 2026], periode.Tranches.Select(t => t.Plage.Du.Year));
        Assert.Equal(periode.Plage.Jours, periode.Precedente!.Value.Jours);
    }

    [Fact]
    public void A_period_to_come_counts_nothing() => Assert.True(Periode.Libre(Days("2027-01-01", "2027-03-31"), Today).Plage.EstVide);

    [Theory]
    [InlineData("ce-mois", "2026-11-01", "2026-11-30")]
    [InlineData("mois-dernier", "2026-10-01", "2026-10-31")]
    [InlineData("ce-trimestre", "2026-10-01", "2026-12-31")]
    [InlineData("trimestre-dernier", "2026-07-01", "2026-09-30")]
    [InlineData("cette-annee", "2026-01-01", "2026-12-31")]
    [InlineData("annee-derniere", "2025-01-01", "2025-12-31")]
    public void A_period_by_its_name_is_that_of_the_reader_s_day(string nom, string du, string au) => Assert.Equal(Days(du, au), PlageNommee.Of(nom, Today));

    [Theory]
    [InlineData("2026-01-31", "mois-dernier", "2025-12-01", "2025-12-31")]
    [InlineData("2026-02-15", "trimestre-dernier", "2025-10-01", "2025-12-31")]
    [InlineData("2026-03-31", "mois-dernier", "2026-02-01", "2026-02-28")]
    [InlineData("2026-05-31", "trimestre-dernier", "2026-01-01", "2026-03-31")]
    public void The_one_before_may_be_of_the_year_before(string today, string nom, string du, string au) => Assert.Equal(Days(du, au), PlageNommee.Of(nom, DateOnly.Parse(today, null)));

    [Fact]
    public void A_month_that_is_not_over_is_compared_with_the_same_days_one_year_before()
    {
        var periode = Periode.Nommee("ce-mois", Today)!;

        Assert.Equal((PeriodeKind.Mois, Days("2026-11-01", "2026-11-24"), Days("2025-11-01", "2025-11-24")), (periode.Kind, periode.Plage, periode.Precedente!.Value));
        Assert.True(Assert.Single(periode.Tranches).EstPartielle);
        Assert.Equal((Days("2026-07-01", "2026-09-30"), Days("2025-07-01", "2025-09-30"), 3), Periode.Nommee("trimestre-dernier", Today) is { } t ? (t.Plage, t.Precedente!.Value, t.Tranches.Count) : default);
        Assert.Null(Periode.Nommee("jamais", Today));
    }

    private static Plage Days(string du, string au) => new(DateOnly.Parse(du, null), DateOnly.Parse(au, null));
}
