using FichierClient.BrowserTests.Infrastructure;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Contacts;

public sealed class ContactPagesTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task A_contact_is_created_found_changed_and_its_history_tells()
    {
        var organisation = await Page.SignInAsync(Program);
        await Program.Database.AddEntrepriseAsync(organisation, "Fromagerie Bon");
        await Page.OpenLiveAsync("/contacts/nouveau");
        await Page.GetByLabel("Prénom").FillAsync("Zoé");
        await Page.GetByLabel("Nom", new() { Exact = true }).FillAsync("L'Hôte");
        await Page.GetByLabel("Entreprise", new() { Exact = true }).FillAsync("from");
        await Page.GetByText("Fromagerie Bon").ClickAsync();
        await Page.GetByLabel("E-mail", new() { Exact = true }).FillAsync("zoe@exemple");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer le contact" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("adresse e-mail");
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Dites qui a donné ces données");
        await Page.GetByText("la personne elle-même").ClickAsync();
        await Page.GetByLabel("E-mail", new() { Exact = true }).FillAsync("zoe@exemple.fr");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer le contact" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Zoé L'Hôte" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Fromagerie Bon" }).First).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Link, new() { Name = "Modifier", Exact = true }).ClickAsync();
        await Page.GetByLabel("Prénom").FillAsync("Zoée");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Zoée L'Hôte" })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Historique" }).ClickAsync();

        await Assertions.Expect(Page.GetByText("Prénom : Zoé → Zoée")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_second_of_two_editors_is_asked_and_nothing_is_overwritten_silently()
    {
        var organisation = await Program.Database.AddOrganisationAsync($"essai-{Guid.NewGuid():N}"[..20]);
        var id = await Program.Database.AddContactAsync(organisation, "Anne", "Martin");
        await Page.SignInAsync(await Program.AddAccountAsync(organisation.Id));
        var second = await OpenBrowserAsync();
        await second.SignInAsync(await Program.AddAccountAsync(organisation.Id));
        await Page.OpenLiveAsync($"/contacts/{id}?modifier=oui");
        await second.OpenLiveAsync($"/contacts/{id}?modifier=oui");
        await Page.GetByLabel("Nom", new() { Exact = true }).FillAsync("Durand");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Anne Durand" })).ToBeVisibleAsync();

        await second.GetByLabel("Prénom").FillAsync("Anna");
        await second.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        var dialog = second.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("Durand");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Enregistrer ces choix" }).ClickAsync();

        await Assertions.Expect(second.GetByRole(AriaRole.Heading, new() { Name = "Anna Durand" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_note_with_a_rappel_stands_on_the_sheet_and_on_the_home_page_until_it_is_done()
    {
        var organisation = await Page.SignInAsync(Program);
        var id = await Program.Database.AddContactAsync(organisation, "Anne", "Martin");
        await Page.OpenLiveAsync($"/contacts/{id}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Écrire une note" }).ClickAsync();
        await Page.GetByText("Appel", new() { Exact = true }).ClickAsync();
        await Page.GetByLabel("Ce qui s’est dit").FillAsync("Envoyer le devis");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Demain" }).ClickAsync();
        await Page.WaitForFunctionAsync("() => Object.entries(sessionStorage).some(([k, v]) => k.startsWith('fc-draft:note/') && v.includes('RappelLe\":\"'))");
        // What was being written stands there again after a reload, unasked.
        Page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await Page.ReloadAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "La reprendre" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Fait : Envoyer le devis" })).ToHaveCountAsync(1);

        await Page.OpenLiveAsync("/");
        await Assertions.Expect(Page.GetByText("Envoyer le devis")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Fait : Envoyer le devis" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Aucun rappel dans les 7 jours" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_contact_goes_to_the_trash_and_is_restored_from_there()
    {
        var organisation = await Page.SignInAsync(Program);
        var id = await Program.Database.AddContactAsync(organisation, "Anne", "Martin");
        await Page.OpenLiveAsync($"/contacts/{id}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Autres actions" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Mettre à la corbeille" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("1 contact mis à la corbeille.").First).ToBeVisibleAsync();

        await Page.OpenLiveAsync("/corbeille");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Restaurer Anne Martin" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("La corbeille est vide.")).ToBeVisibleAsync();
        await Page.OpenLiveAsync($"/contacts/{id}");

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Anne Martin" })).ToBeVisibleAsync();
    }
}
