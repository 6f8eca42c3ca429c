using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Ventes;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Rgpd.Demandes;

public sealed class DemandesPagesTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task A_letter_of_an_unknown_person_is_entered_answered_and_closed()
    {
        await Page.SignInAsync(Program, Role.Dpo);
        await Page.OpenLiveAsync("/rgpd/demandes");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync("Aucune demande à traiter");
        await Page.AssertAccessibleInLightAndDarkAsync();
        await Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Nouvelle demande" }).ClickAsync();
        await Page.WaitAddressAsync("/rgpd/demandes/nouvelle");
        await Page.WaitLiveAsync();
        await Page.GetByLabel("Nom de la personne").FillAsync("Jeanne Inconnue");
        await Page.GetByLabel("Accès").CheckAsync();
        await Page.AssertAccessibleInLightAndDarkAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la demande" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Jeanne Inconnue");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rechercher la personne" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Aucune autre fiche ne porte ce nom")).ToBeVisibleAsync();
        await Page.GetByLabel("Comment l’identité est établie").FillAsync("Écrit depuis l’adresse déclarée");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Confirmer l’identité" }).ClickAsync();
        // The sheet is read again: what is saved from the one before it is refused, as it should be.
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Décidez chaque droit" })).ToBeFocusedAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Décider : Accès" }).ClickAsync();
        await Page.GetByLabel("Texte de la réponse").FillAsync("Nous ne détenons aucune donnée vous concernant.");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la décision" }).ClickAsync();
        await Page.GetByLabel("Comment la réponse a été donnée").FillAsync("Lettre remise en main propre");
        await Assertions.Expect(Page.Locator(".fc-nav-count").First).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Marquer comme répondue" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Clôturer la demande" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Cette demande est terminée.")).ToBeFocusedAsync();
        await Assertions.Expect(Page.Locator(".fc-nav-count")).ToHaveCountAsync(0);
        await Page.AssertAccessibleInLightAndDarkAsync();
    }

    [Fact]
    public async Task An_erasure_is_prepared_from_its_request_which_follows_it_to_the_letter()
    {
        var organisation = await Page.SignInAsync(Program, Role.Dpo);
        var contact = new Contact(organisation.Id, Civilite.Madame, "Zéphyrine", "Quatrebarbes");
        contact.ReplaceEmails([new AdresseEmail("zephyrine@perso-zq.test")]);
        var today = Program.Database.Today;
        var calendrier = new Calendrier(DateTimeOffset.UtcNow, today, _ => false);
        var demande = new DemandeDroit(organisation.Id, 1, new DemandeRecue(today, CanalDemande.Courriel, new Demandeur("Zéphyrine Quatrebarbes", "zephyrine@perso-zq.test", null), [DroitDemande.Effacement]), null, calendrier);
        await using (var db = Program.Database.Contexts.Open(organisation.Id))
        {
            var shop = new Entreprise(organisation.Id, "Atelier Ronsard");
            db.Add(shop);
            var vente = new Vente(organisation.Id, TypeVente.Facture, shop.Id, today);
            db.AddRange(contact, demande);
            demande.Link(contact.Id, null, null, calendrier.Maintenant);
            demande.ConfirmIdentity(NiveauIdentite.SansDoute, "Écrit depuis l’adresse connue", organisation.Membres[Role.Dpo], calendrier);
            vente.ChangeParties(vente.EntrepriseId, contact.Id, null, today);
            db.Add(vente);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await Page.OpenLiveAsync($"/rgpd/demandes/{demande.Id}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Décider : Contrat en cours" }).ClickAsync();
        await Page.GetByLabel("Pourquoi").FillAsync("Un brouillon abandonné");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la décision" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Ne fait pas obstacle").First).ToBeVisibleAsync();
        await Page.AssertAccessibleInLightAndDarkAsync("demande-exemptions");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Préparer l’effacement" }).First.ClickAsync();
        await Page.GetByLabel("Données devenues inutiles").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Préparer le plan" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Approuver ce plan" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Effacer définitivement cette personne" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Effacement terminé").First).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await Page.OpenLiveAsync($"/rgpd/demandes/{demande.Id}");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Certificat EFF-" })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Lire la lettre proposée" }).ClickAsync();
        await Assertions.Expect(Page.GetByLabel("Destinataire")).ToHaveValueAsync("zephyrine@perso-zq.test");
        await Page.AssertAccessibleInLightAndDarkAsync("demande-effacee");
        await Page.SetViewportSizeAsync(390, 800);
        await Page.KeepPictureAsync("390-demande-effacee");
        Assert.Equal(390, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task A_member_is_asked_what_was_heard_before_a_request_is_made()
    {
        var organisation = await Page.SignInAsync(Program, Role.Commercial);
        var contact = new Contact(organisation.Id, Civilite.Madame, "Zéphyrine", "Quatrebarbes");
        await using (var db = Program.Database.Contexts.Open(organisation.Id, organisation.Membres[Role.Commercial]))
        {
            db.Add(contact);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await Page.OpenLiveAsync($"/contacts/{contact.Id}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Transmettre au DPO" }).ClickAsync();
        await Page.GetByLabel("Droit exercé").SelectOptionAsync("Acces");
        await Page.GetByLabel("Reçue par").SelectOptionAsync("Courrier");
        await Page.AssertAccessibleInLightAndDarkAsync("transmettre");
        Assert.Equal(0L, await Program.Database.ScalarAsync<long>($"select count(*) from demandes where tenant_id = '{organisation.Id}'"));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Transmettre : Accès" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Transmis au DPO. Le délai").First).ToBeVisibleAsync();
        Assert.Equal("Courrier", await Program.Database.ScalarAsync<string>($"select canal from demandes where tenant_id = '{organisation.Id}'"));
    }

    [Fact]
    public async Task A_link_that_does_not_work_tells_nothing()
    {
        await Page.GotoAsync("/remise/abc");
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ce lien ne fonctionne pas ou ne fonctionne plus.");
        await Page.AssertAccessibleInLightAndDarkAsync();
    }
}
