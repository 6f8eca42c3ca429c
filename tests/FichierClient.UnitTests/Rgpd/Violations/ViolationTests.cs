using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd.Violations;

namespace FichierClient.UnitTests.Rgpd.Violations;

public sealed class ViolationTests
{
    private static readonly DateTimeOffset Aware = new(2026, 3, 6, 17, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Aware.AddDays(30);

    [Fact]
    public void The_clock_runs_for_72_hours_over_a_week_end_from_awareness()
    {
        var violation = Open(RisqueViolation.Risque);
        Assert.Equal((EtapeViolation.NotifierInitiale, Aware.AddHours(72)), (violation.Etape, violation.EcheanceEtape));
    }

    [Fact]
    public void Entered_late_the_clock_began_all_the_same()
    {
        var violation = new Violation(Guid.NewGuid(), "V-1", Aware, Description(null), Aware.AddDays(10));
        Assert.Equal(Aware.AddHours(72), violation.Echeance);
        Assert.Equal(EtapeViolation.Qualifier, violation.Etape);
    }

    [Fact]
    public void Awareness_lies_not_in_the_future() =>
        Assert.Equal("Violation_date_future", Assert.Throws<DomainException>(() => new Violation(Guid.NewGuid(), "V-1", Aware, Description(null), Aware.AddMinutes(-1))).Key);

    [Fact]
    public void On_time_no_reason_is_asked_and_one_second_late_it_is()
    {
        var onTime = Open(RisqueViolation.Risque);
        onTime.Notify(Aware.AddHours(72), "123", "une raison de trop", Later);
        Assert.Null(onTime.MotifRetard);

        var late = Open(RisqueViolation.Risque);
        Assert.Equal("Violation_motif_retard", Assert.Throws<DomainException>(() => late.Notify(Aware.AddHours(72).AddSeconds(1), "123", " ", Later)).Key);
        Assert.Null(late.NotifieeLe);
        late.Notify(Aware.AddHours(73), "123", "Prestataire injoignable", Later);
        Assert.Equal("Prestataire injoignable", late.MotifRetard);
    }

    [Fact]
    public void The_complement_comes_after_the_first_notification_and_has_its_own_time()
    {
        var violation = Open(RisqueViolation.Risque);
        Assert.Equal("Violation_pas_notifiee", Assert.Throws<DomainException>(() => violation.Complete(Aware.AddHours(80), Later)).Key);
        violation.Notify(Aware.AddHours(10), null, null, Later);
        Assert.Equal((EtapeViolation.NotifierComplementaire, Aware.AddHours(82)), (violation.Etape, violation.EcheanceEtape));
        Assert.Equal("Violation_date_avant", Assert.Throws<DomainException>(() => violation.Complete(Aware.AddHours(9), Later)).Key);
        violation.Complete(Aware.AddHours(40), Later);
        Assert.Equal(EtapeViolation.Clore, violation.Etape);
    }

    [Fact]
    public void What_was_notified_is_completed_also_when_the_risk_turned_out_to_be_none()
    {
        var violation = Open(RisqueViolation.Risque);
        violation.Notify(Aware.AddHours(10), null, null, Later);

        violation.Describe(Description(RisqueViolation.Aucun));

        Assert.Equal((EtapeViolation.NotifierComplementaire, Aware.AddHours(82)), (violation.Etape, violation.EcheanceEtape));
        Assert.Equal("Violation_pas_finie", Assert.Throws<DomainException>(() => violation.Close(Later)).Key);
        violation.Complete(Aware.AddHours(40), Later);
        violation.Close(Later);
    }

    [Fact]
    public void A_notification_isn_t_recorded_before_awareness_in_the_future_or_twice()
    {
        var violation = Open(RisqueViolation.Risque);
        Assert.Equal("Violation_date_avant", Assert.Throws<DomainException>(() => violation.Notify(Aware.AddHours(-1), null, null, Later)).Key);
        Assert.Equal("Violation_date_future", Assert.Throws<DomainException>(() => violation.Notify(Later.AddHours(1), null, "r", Later)).Key);
        violation.Notify(Aware.AddHours(1), null, null, Later);
        Assert.Equal("Violation_deja_notifiee", Assert.Throws<DomainException>(() => violation.Notify(Aware.AddHours(2), null, null, Later)).Key);
    }

    [Fact]
    public void Without_risk_the_register_is_enough_and_with_a_high_one_the_persons_are_told()
    {
        Assert.Equal(EtapeViolation.Clore, Open(RisqueViolation.Aucun).Etape);
        var high = Open(RisqueViolation.Eleve);
        high.Notify(Aware.AddHours(1), null, null, Later);
        Assert.Equal(EtapeViolation.InformerPersonnes, high.Etape);
        Assert.Throws<DomainException>(() => high.Close(Later));
    }

    [Theory]
    [InlineData(ContenuInformation.Nature | ContenuInformation.ContactDpo | ContenuInformation.Consequences, "Violation_contenu_incomplet")]
    [InlineData(ContenuInformation.None, "Violation_contenu_incomplet")]
    public void The_persons_are_told_all_four_things(ContenuInformation contenu, string key)
    {
        var violation = Open(RisqueViolation.Eleve);
        Assert.Equal(key, Assert.Throws<DomainException>(() => violation.Inform(Aware.AddHours(5), "E-mail", 10, contenu, Later)).Key);
        Assert.Equal("Violation_moyen", Assert.Throws<DomainException>(() => violation.Inform(Aware.AddHours(5), "", 10, ContenuInformation.Complet, Later)).Key);
        violation.Inform(Aware.AddHours(5), "E-mail", 10, ContenuInformation.Complet, Later);
        Assert.Equal("Violation_deja_informees", Assert.Throws<DomainException>(() => violation.Dispense(ExceptionInformation.MesuresUlterieures, "trop tard")).Key);
    }

    [Fact]
    public void An_exception_is_reasoned()
    {
        var violation = Open(RisqueViolation.Eleve);
        Assert.Equal("Violation_motif_exception", Assert.Throws<DomainException>(() => violation.Dispense(ExceptionInformation.DonneesIncomprehensibles, " ")).Key);
        violation.Dispense(ExceptionInformation.DonneesIncomprehensibles, "Disque chiffré, clé séparée");
        violation.Notify(Aware.AddHours(1), null, null, Later);
        Assert.Equal(EtapeViolation.NotifierComplementaire, violation.Etape);
    }

    [Fact]
    public void Closed_it_stays_as_it_is()
    {
        var violation = Open(RisqueViolation.Aucun);
        violation.Close(Later);
        Assert.Equal("Violation_close", Assert.Throws<DomainException>(() => violation.Describe(Description(RisqueViolation.Eleve))).Key);
        Assert.Throws<DomainException>(() => violation.Notify(Aware, null, null, Later));
        Assert.Throws<DomainException>(() => violation.Close(Later));
    }

    private static Violation Open(RisqueViolation risque) => new(Guid.NewGuid(), "V-1", Aware, Description(risque), Aware);

    private static DescriptionViolation Description(RisqueViolation? risque) =>
        new() { Titre = "Ordinateur volé", Risque = risque, Gravite = risque is null ? null : GraviteViolation.Limitee };
}
