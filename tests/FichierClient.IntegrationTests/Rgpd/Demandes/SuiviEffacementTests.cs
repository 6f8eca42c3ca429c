using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Application.Rgpd.Lettres;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

/// <summary>A request advances with the erasure that was prepared from it, and the DPO decides what stands against it.</summary>
public sealed class SuiviEffacementTests : IAsyncLifetime
{
    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;
    private DemandesHarness harness = null!;
    private Guid anne;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_certified_erasure_decides_the_right_and_has_the_letter_ready()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Effacement);
        var effacement = await PrepareAsync(id, anne);
        Assert.Equal(StatutDemande.PlanAValider, (await harness.GetAsync(id)).Statut);
        await ApproveAsync(effacement);
        Assert.Equal(StatutDemande.EnExecution, (await harness.GetAsync(id)).Statut);
        await harness.RunJobsAsync();

        var demande = await harness.GetAsync(id);
        var suivi = Assert.Single(demande.Effacements);
        Assert.Equal((StatutDemande.EnExecution, StatutEffacement.Termine), (demande.Statut, suivi.Statut));
        var droit = Assert.Single(demande.Resolutions);
        Assert.Equal(DecisionDroit.Accordee, droit.Decision);
        Assert.Contains(suivi.Reference, droit.Texte, StringComparison.Ordinal);
        Assert.Contains(demande.Etapes, e => e.Type == TypeEtape.EffacementCertifie && e.Detail == suivi.Reference && e.Membre is null);
        Assert.Equal(TypeLettre.ReponseEffacement, demande.LettreProposee);
        var lettre = (await db.Get<WriteLettre>().RunAsync(harness.Dpo, new WriteLettreRequest(id, TypeLettre.ReponseEffacement), Token)).Value;
        Assert.Equal("anne@dupont.test", lettre.Destinataire);
        Assert.Contains(suivi.Reference, lettre.Corps, StringComparison.Ordinal);
        Assert.Null((await db.Get<SendLettre>().RunAsync(harness.Dpo, new SendLettreRequest { Id = id, Type = lettre.Type, Envoi = EnvoiLettre.Courriel, Destinataire = lettre.Destinataire, Objet = lettre.Objet, Corps = lettre.Corps }, Token)).Refus);
        Assert.Null((await harness.GetAsync(id)).LettreProposee);
        await harness.AdvanceAsync(id, AvanceeDemande.Repondre);
        await harness.AdvanceAsync(id, AvanceeDemande.Cloturer);
    }

    [Fact]
    public async Task A_granted_access_reaches_the_person_before_anything_is_erased()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Acces, DroitDemande.Effacement);
        await harness.DecideAsync(id, DroitDemande.Acces, DecisionDroit.Accordee, "Voici vos données.");
        var effacement = await PrepareAsync(id, anne);

        var refus = (await TryApproveAsync(effacement)).Refus;
        var letter = new SendLettreRequest { Id = id, Type = TypeLettre.ReponseAcces, Envoi = EnvoiLettre.Courrier, Destinataire = "Anne Martin", Objet = "Réponse", Corps = "Voici : [préciser ce qui est remis]." };
        var blank = (await db.Get<SendLettre>().RunAsync(harness.Dpo, letter, Token)).Refus;
        letter.Corps = "Téléchargez le fichier : [lien à compléter].";
        Assert.Contains("[lien à compléter]", Assert.Single((await db.Get<SendLettre>().RunAsync(harness.Dpo, letter, Token)).Refus!.Champs).Message, StringComparison.Ordinal);
        letter.Corps = "Voici vos données.";
        Assert.Null((await db.Get<SendLettre>().RunAsync(harness.Dpo, letter, Token)).Refus);

        Assert.Contains("pas encore parvenu", refus!.Message, StringComparison.Ordinal);
        Assert.Contains("[préciser ce qui est remis]", Assert.Single(blank!.Champs).Message, StringComparison.Ordinal);
        await ApproveAsync(effacement);
    }

    [Fact]
    public async Task A_link_that_waits_for_the_person_is_used_or_runs_out_before_anything_is_erased()
    {
        var access = await harness.InstruiteAsync(anne, DroitDemande.Acces);
        var dossier = (await db.Get<Application.Rgpd.Dossiers.PrepareDossier>().RunAsync(harness.Dpo, new Application.Rgpd.Dossiers.PrepareDossierRequest(access, GenreDossier.Acces), Token)).Value;
        await harness.RunJobsAsync();
        var lien = (await db.Get<Application.Rgpd.Dossiers.OfferDossier>().RunAsync(harness.Dpo, dossier, Token)).Value;
        await harness.DecideAsync(access, DroitDemande.Acces, DecisionDroit.Accordee, "Voici votre lien.");
        await harness.AdvanceAsync(access, AvanceeDemande.Repondre, "Lien remis en main propre.");
        var id = await harness.InstruiteAsync(anne, DroitDemande.Effacement);
        var effacement = await PrepareAsync(id, anne);

        Assert.Contains("Un lien vers un dossier", (await TryApproveAsync(effacement)).Refus!.Message, StringComparison.Ordinal);
        db.Clock.Advance(lien.ExpireLe - db.Clock.GetUtcNow());
        await ApproveAsync(effacement);
    }

    [Fact]
    public async Task Whoever_received_the_data_is_still_known_and_waited_for_after_the_erasure()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Effacement);
        Assert.Null((await db.Get<Application.Rgpd.Communications.AddCommunication>().RunAsync(harness.Dpo, new() { Destinataire = "Imprimerie Voltaire", Champs = "nom", SujetId = anne }, Token)).Refus);
        await ApproveAsync(await PrepareAsync(id, anne));
        await harness.RunJobsAsync();

        Assert.Equal(StatutDemande.AttenteDestinataires, (await harness.GetAsync(id)).Statut);
        Assert.Equal("Imprimerie Voltaire", (await db.Get<WriteLettre>().RunAsync(harness.Dpo, new WriteLettreRequest(id, TypeLettre.InformationDestinataire), Token)).Value.Destinataire);
    }

    [Fact]
    public async Task What_the_DPO_decided_before_stays()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Effacement);
        await harness.DecideAsync(id, DroitDemande.Effacement, DecisionDroit.Accordee, "Mes mots à moi.");
        await ApproveAsync(await PrepareAsync(id, anne));
        await harness.RunJobsAsync();
        Assert.Equal("Mes mots à moi.", Assert.Single((await harness.GetAsync(id)).Resolutions).Texte);
    }

    [Fact]
    public async Task An_erasure_that_is_given_up_is_seen_on_the_request_which_is_examined_again()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Effacement);
        var effacement = await PrepareAsync(id, anne);
        Assert.Null((await db.Get<AbandonEffacement>().RunAsync(harness.Dpo, new AbandonEffacementRequest(effacement), Token)).Refus);
        var demande = await harness.GetAsync(id);
        Assert.Equal((StatutDemande.EnInstruction, StatutEffacement.Abandonne), (demande.Statut, Assert.Single(demande.Effacements).Statut));
        Assert.Contains(demande.Etapes, e => e.Type == TypeEtape.EffacementAbandonne);
        Assert.Null(demande.LettreProposee);
    }

    [Fact]
    public async Task An_erasure_that_comes_to_nothing_is_seen_on_the_request_whose_plan_is_to_be_validated_again()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Effacement);
        var effacement = await PrepareAsync(id, anne);
        await ApproveAsync(effacement);
        await db.ScalarAsync<object>($"insert into evenements (tenant_id, id, type, survenu_le, texte, contact_id) values ('{organisation.Id}', gen_random_uuid(), 'Note', now(), 'Rappeler Anne Martin', '{anne}')");
        await harness.RunJobsAsync();

        var demande = await harness.GetAsync(id);
        Assert.Equal(StatutDemande.PlanAValider, demande.Statut);
        Assert.NotNull(Assert.Single(demande.Effacements).Erreur);
        Assert.Contains("approbation", Assert.Single(demande.Etapes, e => e.Type == TypeEtape.EffacementInterrompu).Detail, StringComparison.Ordinal);
        await ApproveAsync(effacement);
        await harness.RunJobsAsync();
        Assert.Equal(DecisionDroit.Accordee, Assert.Single((await harness.GetAsync(id)).Resolutions).Decision);
    }

    [Fact]
    public async Task A_package_that_was_handed_over_in_person_is_said_to_be_in_words_that_stay_in_the_journal()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Acces, DroitDemande.Effacement);
        await harness.DecideAsync(id, DroitDemande.Acces, DecisionDroit.Accordee, "Voici vos données.");
        var effacement = await PrepareAsync(id, anne);
        async Task<Outcome<StatutEffacement>> TryAsync(string? remise) => await db.Get<ApproveEffacement>().RunAsync(harness.Dpo, new ApproveEffacementRequest(effacement, await EmpreinteAsync(effacement), remise), Token);

        foreach (var none in (string?[])[null, "  "]) Assert.Equal("Remise", Assert.Single((await TryAsync(none)).Refus!.Champs).Champ);
        Assert.Equal(RefusKind.Invalide, (await TryAsync(new string('x', ApproveEffacementValidator.LongueurRemise + 1))).Refus!.Kind);
        Assert.Equal(StatutEffacement.EnCours, (await TryAsync(" Clé USB remise en main propre le 12 ")).Value);

        Assert.Equal("Clé USB remise en main propre le 12", (await harness.GetAsync(id)).Etapes.Single(e => e.Type == TypeEtape.DossierRemis).Detail);
        // Approved again, since a note came: it was said, and stands there once.
        await db.ScalarAsync<object>($"insert into evenements (tenant_id, id, type, survenu_le, texte, contact_id) values ('{organisation.Id}', gen_random_uuid(), 'Note', now(), 'Rappeler Anne Martin', '{anne}')");
        await harness.RunJobsAsync();
        Assert.Equal(StatutEffacement.EnCours, (await TryAsync(null)).Value);
        Assert.Single((await harness.GetAsync(id)).Etapes, e => e.Type == TypeEtape.DossierRemis);
    }

    [Fact]
    public async Task Nothing_is_erased_before_the_identity_is_known_and_an_access_is_answered()
    {
        var id = await harness.CreateAsync(new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Effacement, DroitDemande.Acces], ContactId = anne });
        var effacement = await PrepareAsync(id, anne);
        Assert.Contains("identité", (await TryApproveAsync(effacement)).Refus!.Message, StringComparison.Ordinal);
        await harness.AdvanceAsync(id, AvanceeDemande.ConfirmerIdentite, "Rappel");
        Assert.Contains("accès", (await TryApproveAsync(effacement)).Refus!.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from jobs where kind = 'effacements.run'"));
        await harness.DecideAsync(id, DroitDemande.Acces, DecisionDroit.Accordee, "Voici vos données.");
        Assert.Null((await db.Get<SendLettre>().RunAsync(harness.Dpo, new SendLettreRequest { Id = id, Type = TypeLettre.ReponseAcces, Envoi = EnvoiLettre.Courrier, Destinataire = "Anne Martin", Objet = "Réponse", Corps = "Voici." }, Token)).Refus);
        await ApproveAsync(effacement);
    }

    [Fact]
    public async Task A_request_of_somebody_else_is_no_reason_to_erase()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Effacement);
        var luc = await harness.ContactAsync("Luc", "Petit", "luc@dupont.test");
        Assert.Equal(RefusKind.Introuvable, (await db.Get<PrepareEffacement>().RunAsync(harness.Dpo, new PrepareEffacementRequest(Sujet.Contact, luc, Fondement.Opposition, id), Token)).Refus!.Kind);
    }

    [Fact]
    public async Task Invoices_are_shown_with_their_articles_and_the_erasure_waits_for_the_DPO()
    {
        var (file, id) = await WithInvoiceAsync();
        Assert.Equal([MotifExemption.ContratEnCours, MotifExemption.CreanceOuverte, MotifExemption.PieceComptable], (await harness.GetAsync(id)).Exemptions.Select(e => e.Motif));
        Assert.All((await harness.GetAsync(id)).Exemptions, e => Assert.Contains("RGPD", e.Article, StringComparison.Ordinal));
        var effacement = await PrepareAsync(id, file.ContactId);
        await DecideMentionsAsync(effacement);
        Assert.Contains("Des motifs", (await TryApproveAsync(effacement)).Refus!.Message, StringComparison.Ordinal);

        await ExemptAsync(id, MotifExemption.ContratEnCours, DecisionExemption.Ecarter);
        await ExemptAsync(id, MotifExemption.CreanceOuverte, DecisionExemption.Ecarter);
        await ExemptAsync(id, MotifExemption.PieceComptable, DecisionExemption.Conserver);
        await ApproveAsync(effacement);
        await harness.RunJobsAsync();

        var demande = await harness.GetAsync(id);
        var droit = Assert.Single(demande.Resolutions);
        Assert.Equal((DecisionDroit.Partielle, StatutDemande.AttenteDestinataires), (droit.Decision, demande.Statut));
        Assert.Contains("L123-22", droit.Motif, StringComparison.Ordinal);
        Assert.Contains("scellés", droit.Texte, StringComparison.Ordinal);
        Assert.Equal(3, demande.Etapes.Count(e => e.Type == TypeEtape.ExemptionDecidee && e.Detail!.Contains("Parce que", StringComparison.Ordinal)));
        Assert.All(demande.Exemptions, e => Assert.NotNull(e.Membre));
    }

    [Fact]
    public async Task A_reason_to_refuse_refuses_the_erasure_and_has_the_refusal_ready()
    {
        var (file, id) = await WithInvoiceAsync();
        var effacement = await PrepareAsync(id, file.ContactId);
        await DecideMentionsAsync(effacement);
        await ExemptAsync(id, MotifExemption.CreanceOuverte, DecisionExemption.Refuser);
        await ExemptAsync(id, MotifExemption.ContratEnCours, DecisionExemption.Ecarter);
        await ExemptAsync(id, MotifExemption.PieceComptable, DecisionExemption.Conserver);

        Assert.Contains("refusé", (await TryApproveAsync(effacement)).Refus!.Message, StringComparison.Ordinal);
        var demande = await harness.GetAsync(id);
        Assert.Equal((DecisionDroit.Refusee, TypeLettre.Refus), (Assert.Single(demande.Resolutions).Decision, demande.LettreProposee));
        Assert.Contains("17(3)(e)", (await db.Get<WriteLettre>().RunAsync(harness.Dpo, new WriteLettreRequest(id, TypeLettre.Refus), Token)).Value.Corps, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Npgsql.PostgresException>(() => db.ScalarAsync<object>("update demande_exemptions set decision = 'Ecarter'"));
    }

    [Fact]
    public async Task An_invoice_that_a_credit_note_settles_is_no_open_one()
    {
        var (_, id) = await WithInvoiceAsync();
        await db.ScalarAsync<object>("insert into ventes (tenant_id, id, type, statut, serie, numero, date, entreprise_id, facture_id, devise, taux, total_ht, total_tva, total_ttc, montant, cree_le, modifie_le) select tenant_id, gen_random_uuid(), 'Avoir', statut, serie, 'A1', date, entreprise_id, id, devise, taux, total_ht, total_tva, total_ttc, -montant, cree_le, modifie_le from ventes where numero = 'F1'");
        Assert.DoesNotContain((await harness.GetAsync(id)).Exemptions, e => e.Motif == MotifExemption.CreanceOuverte);
    }

    [Fact]
    public async Task After_a_restore_the_erasure_that_is_done_again_takes_its_request_along()
    {
        var id = await harness.InstruiteAsync(anne, DroitDemande.Effacement);
        var prints = new[] { Convert.ToBase64String(db.Get<Application.Rgpd.Cles.Empreintes>().Of(organisation.Id, "email", "anne@dupont.test")) };
        var entry = await db.Get<JournalEffacements>().AppendAsync(new EntreeJournal(0, EntreeJournal.NatureEffacement, organisation.Id, Guid.CreateVersion7(), nameof(Sujet.Contact), anne, [anne], prints, 1, db.Clock.GetUtcNow(), new string('a', 64), [], null), Token);
        await db.Get<IEnumerable<Rejeu>>().OfType<RejeuEffacements>().Single().ReplayAsync(entry, Token);
        var demande = await harness.GetAsync(id);
        Assert.Equal((StatutDemande.EnExecution, DecisionDroit.Accordee), (demande.Statut, Assert.Single(demande.Resolutions).Decision));
    }

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        harness = new DemandesHarness(db, organisation);
        anne = await harness.ContactAsync("Anne", "Martin", "anne@dupont.test");
    }

    public async ValueTask DisposeAsync() => await db.DisposeAsync();

    /// <summary>A client's contact with an invoice of this year.</summary>
    private async Task<(EffacementHarness File, Guid Demande)> WithInvoiceAsync()
    {
        var file = await EffacementHarness.CreateAsync(db, "facture");
        (organisation, harness) = (file.Organisation, new DemandesHarness(db, file.Organisation));
        return (file, await harness.InstruiteAsync(file.ContactId, DroitDemande.Effacement));
    }

    private async Task<Guid> PrepareAsync(Guid demande, Guid contact)
    {
        var outcome = await db.Get<PrepareEffacement>().RunAsync(harness.Dpo, new PrepareEffacementRequest(Sujet.Contact, contact, Fondement.Opposition, demande), Token);
        Assert.Null(outcome.Refus);
        await harness.RunJobsAsync();
        return outcome.Value;
    }

    private async Task<string> EmpreinteAsync(Guid effacement) => (await db.Get<GetEffacement>().RunAsync(harness.Dpo, new GetEffacementRequest(effacement), Token)).Value.Empreinte;

    private async Task DecideMentionsAsync(Guid effacement) =>
        Assert.Null((await db.Get<DecideMentions>().RunAsync(harness.Dpo, new DecideMentionsRequest(effacement, await EmpreinteAsync(effacement), [], DecisionMention.Caviarder), Token)).Refus);

    private async Task<Outcome<StatutEffacement>> TryApproveAsync(Guid effacement) => await db.Get<ApproveEffacement>().RunAsync(harness.Dpo, new ApproveEffacementRequest(effacement, await EmpreinteAsync(effacement)), Token);

    private async Task ApproveAsync(Guid effacement) => Assert.Equal(StatutEffacement.EnCours, (await TryApproveAsync(effacement)).Value);

    private async Task ExemptAsync(Guid id, MotifExemption motif, DecisionExemption decision) => Assert.Null((await db.Get<DecideExemption>().RunAsync(
        harness.Dpo, new DecideExemptionRequest { Id = id, Version = (await harness.GetAsync(id)).Version, Motif = motif, Decision = decision, Raison = "Parce que." }, Token)).Refus);
}
