using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.UnitTests.Rgpd.Demandes;

public sealed class DemandeDroitTests
{
    private static readonly Guid Dpo = Guid.CreateVersion7();
    private static readonly Calendrier Now = EcheancesTests.On("2026-06-15");

    [Fact]
    public void An_access_goes_from_receipt_to_closure_with_a_line_for_each_step()
    {
        var demande = Instruite(DroitDemande.Acces);
        demande.Decide(DroitDemande.Acces, DecisionDroit.Accordee, null, "Vous trouverez vos données ci-joint.", Dpo, Now.Maintenant);
        demande.Answer(Dpo, Now);
        demande.Close(Dpo, Now);

        Assert.False(demande.EstOuverte);
        Assert.Equal("DR-2026-0001", demande.Reference);
        Assert.Equal([TypeEtape.Recue, TypeEtape.IdentiteConfirmee, TypeEtape.DroitDecide, TypeEtape.Repondue, TypeEtape.Cloturee], demande.Etapes.Select(e => e.Type));
    }

    [Fact]
    public void Nothing_is_answered_without_a_text_for_each_right()
    {
        var demande = Instruite(DroitDemande.Acces, DroitDemande.Rectification);
        demande.Decide(DroitDemande.Acces, DecisionDroit.Accordee, null, "Voici vos données.", Dpo, Now.Maintenant);
        Refused("Demande_droit_sans_reponse", () => demande.Answer(Dpo, Now));
        demande.Decide(DroitDemande.Rectification, DecisionDroit.Accordee, null, " ", Dpo, Now.Maintenant);
        Refused("Demande_droit_sans_reponse", () => demande.Answer(Dpo, Now));
        demande.Decide(DroitDemande.Rectification, DecisionDroit.SansObjet, null, "Votre adresse est déjà à jour.", Dpo, Now.Maintenant);
        demande.Answer(Dpo, Now);
        Assert.Null(demande.JoursRestants(EcheancesTests.Day("2026-08-01")));
    }

    [Fact]
    public void An_erasure_waits_for_access_and_for_its_plan()
    {
        var demande = Instruite(DroitDemande.Effacement, DroitDemande.Acces);
        Refused("Demande_acces_d_abord", () => demande.SubmitPlan(false, Dpo, Now));
        demande.Decide(DroitDemande.Acces, DecisionDroit.Accordee, null, "Voici.", Dpo, Now.Maintenant);
        Refused("Demande_acces_d_abord", () => demande.SubmitPlan(accesOuvert: true, Dpo, Now));
        Refused("Demande_etape_impossible", () => demande.Execute(false, Dpo, Now));
        demande.SubmitPlan(false, Dpo, Now);
        Refused("Demande_acces_d_abord", () => demande.Execute(accesOuvert: true, Dpo, Now));
        demande.Decide(DroitDemande.Effacement, DecisionDroit.Accordee, null, "Vos données sont effacées.", Dpo, Now.Maintenant);
        Refused("Demande_etape_impossible", () => demande.Answer(Dpo, Now));
        demande.Execute(false, Dpo, Now);
        demande.AwaitRecipients(Dpo, Now);
        demande.Answer(Dpo, Now);
    }

    [Fact]
    public void A_refused_erasure_needs_no_plan()
    {
        var demande = Instruite(DroitDemande.Effacement);
        Refused("Motif_obligatoire", () => demande.Decide(DroitDemande.Effacement, DecisionDroit.Refusee, null, "Non.", Dpo, Now.Maintenant));
        demande.Decide(DroitDemande.Effacement, DecisionDroit.Refusee, "Litige en cours (art. 17(3)(e))", "Nous devons conserver vos données.", Dpo, Now.Maintenant);
        demande.Answer(Dpo, Now);
    }

    [Theory]
    [InlineData(StatutDemande.Irrecevable)]
    [InlineData(StatutDemande.Refusee)]
    [InlineData(StatutDemande.Retiree)]
    public void Any_end_without_an_answer_needs_reasons_and_the_ways_to_complain(StatutDemande end)
    {
        var demande = EcheancesTests.Demande("2026-06-10");
        Refused("Motif_obligatoire", () => demande.End(end, "", true, Dpo, Now));
        Refused("Demande_voies_de_recours", () => demande.End(end, "Motif", false, Dpo, Now));
        demande.End(end, "Motif", true, Dpo, Now);
        Assert.False(demande.EstOuverte);
        Refused("Demande_deja_repondue", () => demande.End(end, "Encore", true, Dpo, Now));
    }

    [Fact]
    public void An_objection_to_marketing_cannot_be_refused()
    {
        var demande = Instruite(DroitDemande.OppositionProspection);
        Refused("Demande_opposition_absolue", () => demande.Decide(DroitDemande.OppositionProspection, DecisionDroit.Refusee, "Intérêt légitime", "Non.", Dpo, Now.Maintenant));
    }

    [Theory]
    [InlineData("2026-06-16")]
    public void A_receipt_to_come_is_refused(string day) =>
        Refused("Demande_recue_plus_tard", () => _ = new DemandeDroit(Guid.CreateVersion7(), 1,
            new DemandeRecue(EcheancesTests.Day(day), CanalDemande.Courrier, new Demandeur("X", null, null), [DroitDemande.Acces]), Dpo, Now));

    [Fact]
    public void A_record_is_linked_once()
    {
        var (demande, contact) = (EcheancesTests.Demande("2026-06-10"), Guid.CreateVersion7());
        demande.Link(contact, null, Dpo, Now.Maintenant);
        demande.Link(contact, null, Dpo, Now.Maintenant);
        Refused("Demande_une_fiche", () => demande.Link(null, null, Dpo, Now.Maintenant));
        demande.Unlink(Assert.Single(demande.Personnes).Id, Dpo, Now.Maintenant);
        Assert.Empty(demande.Personnes);
    }

    private static DemandeDroit Instruite(params DroitDemande[] droits)
    {
        var demande = EcheancesTests.Demande("2026-06-10", droits);
        demande.ConfirmIdentity(NiveauIdentite.SansDoute, "Adresse connue du fichier", Dpo, Now);
        return demande;
    }

    private static void Refused(string key, Action act) => Assert.Equal(key, Assert.Throws<DomainException>(act).Key);
}
