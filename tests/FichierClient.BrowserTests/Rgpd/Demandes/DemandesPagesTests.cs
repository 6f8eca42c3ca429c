using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
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
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Décidez chaque droit" })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Décider : Accès" }).ClickAsync();
        await Page.GetByLabel("Texte de la réponse").FillAsync("Nous ne détenons aucune donnée vous concernant.");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la décision" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Marquer comme répondue" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Clôturer la demande" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Cette demande est terminée.")).ToBeVisibleAsync();
        await Page.AssertAccessibleInLightAndDarkAsync();
    }

    [Fact]
    public async Task A_link_that_does_not_work_tells_nothing()
    {
        await Page.GotoAsync("/remise/abc");
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ce lien ne fonctionne pas ou ne fonctionne plus.");
        await Page.AssertAccessibleInLightAndDarkAsync();
    }
}
