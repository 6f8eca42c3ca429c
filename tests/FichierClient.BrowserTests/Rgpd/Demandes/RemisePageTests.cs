using FichierClient.Application.Contacts;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Dossiers;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Rgpd.Demandes;

/// <summary>The person who asked, without an account.</summary>
public sealed class RemisePageTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_has_the_link_takes_the_package_once()
    {
        var organisation = await Program.Database.AddOrganisationAsync($"remise-{Guid.NewGuid():N}"[..20]);
        var jeton = await LinkAsync(organisation);
        await Page.GotoAsync($"/remise/{jeton}");
        await Assertions.Expect(Page.GetByText("vous remet ici une copie de vos données")).ToBeVisibleAsync();
        await Page.AssertAccessibleInLightAndDarkAsync();

        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Button, new() { Name = "Télécharger mon dossier" }).ClickAsync());
        Assert.Matches(@"^DR-\d{4}-\d{4}\.zip$", download.SuggestedFilename);
        Assert.True(new FileInfo(await download.PathAsync()).Length > 1000);

        await Page.GetByRole(AriaRole.Button, new() { Name = "Télécharger mon dossier" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ce lien ne fonctionne pas ou ne fonctionne plus.");
    }

    private async Task<string> LinkAsync(TestOrganisation organisation)
    {
        var (db, dpo) = (Program.Database, organisation.Acteur(Role.Dpo));
        var contact = (await db.Get<CreateContact>().RunAsync(organisation.Acteur(), new CreateContactRequest
        {
            Prenom = "Anne",
            Nom = "Martin",
            Emails = [new EmailSaisi { Adresse = "anne@dupont.test" }],
            Source = "Salon de Lyon",
            Partie = Domain.Rgpd.Partie.Personne,
            BaseLegale = Domain.Rgpd.BaseLegale.Contrat,
        }, Token)).Value;
        var demande = (await db.Get<CreateDemande>().RunAsync(dpo, new CreateDemandeRequest { Nom = "Anne Martin", Droits = [DroitDemande.Acces], ContactId = contact }, Token)).Value;
        await db.Get<AdvanceDemande>().RunAsync(dpo, new AdvanceDemandeRequest(demande, (await SheetAsync()).Version, AvanceeDemande.ConfirmerIdentite, "Rappel au numéro connu"), Token);
        var dossier = (await db.Get<PrepareDossier>().RunAsync(dpo, new PrepareDossierRequest(demande, GenreDossier.Acces), Token)).Value;
        // The package is written by a job of the running program: nothing but its state tells, and the test's own token ends the wait.
        while ((await SheetAsync()).Dossiers.Single().Statut != StatutDossier.Pret) await Task.Delay(200, Token);
        return (await db.Get<OfferDossier>().RunAsync(dpo, dossier, Token)).Value.Jeton;

        async Task<DemandeDetails> SheetAsync() => (await db.Get<GetDemande>().RunAsync(dpo, new GetDemandeRequest(demande), Token)).Value;
    }
}
