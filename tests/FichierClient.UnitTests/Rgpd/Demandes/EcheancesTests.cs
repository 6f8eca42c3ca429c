using System.Globalization;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.UnitTests.Rgpd.Demandes;

/// <summary>rgpd.md 4, test 10: the table of deadlines.</summary>
public sealed class EcheancesTests
{
    private static readonly Guid Tenant = Guid.CreateVersion7(), Dpo = Guid.CreateVersion7();

    [Theory]
    [InlineData("2026-01-15", "2026-02-16")] // 15 February 2026 is a Sunday
    [InlineData("2026-01-31", "2026-03-02")] // no 31 February: the 28th, a Saturday, to Monday
    [InlineData("2027-01-31", "2027-03-01")] // the 28th is a Sunday
    [InlineData("2028-01-31", "2028-02-29")] // leap year, a Tuesday
    [InlineData("2028-01-29", "2028-02-29")]
    [InlineData("2026-04-01", "2026-05-04")] // 1 May 2026 is a Friday: to Monday
    [InlineData("2027-02-28", "2027-03-30")] // Easter Sunday 28 March 2027, Easter Monday the 29th: to Tuesday
    [InlineData("2026-10-11", "2026-11-12")] // 11 November
    [InlineData("2026-11-25", "2026-12-28")] // Christmas on a Friday: to Monday
    [InlineData("2026-12-01", "2027-01-04")] // New Year's Day on a Friday: to Monday
    [InlineData("2026-06-10", "2026-07-10")] // a plain Friday
    public void The_limit_is_one_month_from_receipt_on_a_working_day(string recue, string limit) =>
        Assert.Equal(Day(limit), Demande(recue).Echeance);

    [Fact]
    public void A_suspension_moves_the_limit_by_the_days_for_which_the_clock_stood()
    {
        var demande = Demande("2026-06-10");
        demande.AskIdentity("Une copie de votre pièce d’identité", Dpo, On("2026-06-12"));
        demande.Suspend(Dpo, On("2026-06-12"));
        Assert.Null(demande.JoursRestants(Day("2026-07-20")));

        demande.ConfirmIdentity(NiveauIdentite.Justificatif, "Carte d’identité", Dpo, On("2026-06-26"));

        Assert.Equal(Day("2026-07-10"), demande.EcheanceInitiale);
        Assert.Equal(Day("2026-07-24"), demande.Echeance);
        Assert.Equal(StatutDemande.EnInstruction, demande.Statut);
    }

    [Fact]
    public void The_clock_is_suspended_only_with_an_identity_question() =>
        Assert.Equal("Demande_etape_impossible", Assert.Throws<DomainException>(() => Demande("2026-06-10").Suspend(Dpo, On("2026-06-12"))).Key);

    [Theory]
    [InlineData("2026-07-10", "2026-09-10")] // notified on the last day
    public void An_extension_gives_two_months_more(string notified, string limit)
    {
        var demande = Demande("2026-06-10");
        demande.Extend("Demandes nombreuses et complexes", Dpo, On(notified));
        Assert.Equal(Day(limit), demande.Echeance);
        Assert.Equal("Demande_deja_prorogee", Assert.Throws<DomainException>(() => demande.Extend("Encore", Dpo, On(notified))).Key);
    }

    [Fact]
    public void A_late_or_unreasoned_extension_is_refused()
    {
        var demande = Demande("2026-06-10");
        Assert.Equal("Demande_prorogation_tardive", Assert.Throws<DomainException>(() => demande.Extend("Trop tard", Dpo, On("2026-07-11"))).Key);
        Assert.Equal("Motif_obligatoire", Assert.Throws<DomainException>(() => demande.Extend(" ", Dpo, On("2026-07-01"))).Key);
        Assert.Equal(Day("2026-07-10"), demande.Echeance);
    }

    [Fact]
    public void What_is_late_stays_late_and_a_standing_clock_is_extended_by_the_day_on_which_it_stopped()
    {
        var late = Demande("2026-06-01");
        late.AskIdentity("Votre numéro de client ?", Dpo, On("2026-07-10"));
        Assert.Equal("Demande_suspension_tardive", Assert.Throws<DomainException>(() => late.Suspend(Dpo, On("2026-07-10"))).Key);
        Assert.Equal("Demande_prorogation_tardive", Assert.Throws<DomainException>(() => late.Extend("Trop tard", Dpo, On("2026-07-10"))).Key);

        var standing = Demande("2026-06-01");
        standing.AskIdentity("Votre numéro de client ?", Dpo, On("2026-06-20"));
        standing.Suspend(Dpo, On("2026-06-20"));
        standing.Extend("Demandes nombreuses", Dpo, On("2026-07-10"));
        Assert.NotNull(standing.ProrogeeLe);
    }

    [Fact]
    public void A_day_of_receipt_of_another_age_was_mistyped() =>
        Assert.Equal("Demande_recue_trop_tot", Assert.Throws<DomainException>(() => new DemandeDroit(Guid.CreateVersion7(), 1, new DemandeRecue(new DateOnly(1, 1, 1), CanalDemande.Courriel, new Demandeur("Anne", null, null), [DroitDemande.Acces]), null, On("2026-07-10"))).Key);

    [Fact]
    public void The_DPO_is_reminded_15_7_3_and_1_days_before_and_then_daily()
    {
        var demande = Demande("2026-06-10");
        var days = new List<string>();
        for (var day = Day("2026-06-10"); day <= Day("2026-07-12"); day = day.AddDays(1))
        {
            if (!demande.MustRemind(day)) continue;
            demande.NoteReminder(On(day.ToString("O", CultureInfo.InvariantCulture)));
            Assert.False(demande.MustRemind(day));
            days.Add(day.ToString("MM-dd", CultureInfo.InvariantCulture));
        }

        Assert.Equal(["06-25", "07-03", "07-07", "07-09", "07-10", "07-11", "07-12"], days);
        Assert.Equal(Day("2026-07-01"), demande.ObjectifLe);
    }

    internal static DemandeDroit Demande(string recue, params DroitDemande[] droits) => new(
        Tenant, 1, new DemandeRecue(Day(recue), CanalDemande.Courriel, new Demandeur("Anne Martin", "anne@exemple.fr", null), droits.Length == 0 ? [DroitDemande.Acces] : droits), Dpo, On(recue));

    internal static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static Calendrier On(string day) => new(new DateTimeOffset(Day(day).ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero), Day(day), JoursFeries.IsHoliday);
}
