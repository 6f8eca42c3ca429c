using FichierClient.Application.Common;
using FichierClient.Application.Ventes;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Ventes;

public sealed class VentePagesTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task A_produit_fills_a_line_totals_follow_and_the_vente_counts()
    {
        var organisation = await Page.SignInAsync(Program);
        await Program.Database.AddEntrepriseAsync(organisation, "Fromagerie Bon");
        await CreateAsync(organisation, new ProduitSaisie { Sku = "CON-1", Nom = "Conseil", Prix = 1000, Cout = 400 });
        await Page.OpenLiveAsync("/ventes/nouvelle");
        await Page.GetByLabel("Entreprise", new() { Exact = true }).FillAsync("from");
        await Page.GetByText("Fromagerie Bon").ClickAsync();
        await Page.GetByLabel("Numéro", new() { Exact = true }).FillAsync("F-1");
        await Page.GetByLabel("Produit", new() { Exact = true }).FillAsync("cons");
        await Page.GetByText("CON-1 Conseil").ClickAsync();
        await Page.GetByLabel("Quantité").FillAsync("1,5");
        await Page.GetByLabel("Remise %").FillAsync("10");
        await Page.GetByLabel("Remise %").BlurAsync();
        await Assertions.Expect(Page.Locator(".fc-totaux-main")).ToContainTextAsync("1\u202f620,00");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la vente" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Facture F-1" })).ToBeVisibleAsync();

        await Page.OpenLiveAsync("/ventes?statut=Validee");

        await Assertions.Expect(Page.Locator(".fc-total")).ToContainTextAsync("1\u202f350,00");
    }

    [Fact]
    public async Task Enter_on_a_produit_chooses_it_and_sends_no_form_and_what_it_fills_is_no_longer_missing()
    {
        var organisation = await Page.SignInAsync(Program);
        await CreateAsync(organisation, new ProduitSaisie { Sku = "CON-1", Nom = "Conseil", Prix = 1000, Cout = 400, TauxTva = 5.5m });
        await Page.OpenLiveAsync("/ventes/nouvelle");
        var produit = Page.GetByLabel("Produit", new() { Exact = true });
        await produit.PressSequentiallyAsync("cons");
        await Assertions.Expect(Page.GetByText("CON-1 Conseil")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Page.GetByLabel("Prix unitaire HT")).ToHaveValueAsync("1\u202f000,00");
        await Assertions.Expect(Page.GetByLabel("TVA %")).ToHaveValueAsync("5,5");
        await Assertions.Expect(Page.Locator(".fc-errors")).ToHaveCountAsync(0);

        await Page.OpenLiveAsync("/ventes/nouvelle");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la vente" }).ClickAsync();
        var missing = Page.Locator(".mud-input-helper-text").GetByText("Indiquez ce qui est vendu.");
        await Assertions.Expect(missing).ToBeVisibleAsync();
        await produit.PressSequentiallyAsync("con");
        await Page.GetByText("CON-1 Conseil").ClickAsync();
        await Assertions.Expect(missing).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_goes_on_to_another_field_right_after_choosing_stays_in_it()
    {
        var organisation = await Page.SignInAsync(Program);
        await Program.Database.AddEntrepriseAsync(organisation, "Fromagerie Bon");
        await Page.OpenLiveAsync("/ventes/nouvelle");
        var entreprise = Page.GetByLabel("Entreprise", new() { Exact = true });
        await entreprise.PressSequentiallyAsync("from");
        // In one go: the answer to the choice asks for the keys when they are in the next field already.
        await Page.GetByRole(AriaRole.Option, new() { Name = "Fromagerie Bon" }).EvaluateAsync("option => { option.click(); document.getElementById('Numero').focus(); }");
        await Assertions.Expect(entreprise).ToHaveValueAsync("Fromagerie Bon");
        await Assertions.Expect(Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await Page.Keyboard.TypeAsync("F-77");

        await Assertions.Expect(Page.GetByLabel("Numéro", new() { Exact = true })).ToHaveValueAsync("F-77");
        await Assertions.Expect(entreprise).ToHaveValueAsync("Fromagerie Bon");
    }

    [Fact]
    public async Task A_number_that_is_taken_is_told_at_its_field()
    {
        var (_, vente) = await SellAsync();
        await Page.OpenLiveAsync("/ventes/nouvelle");
        await Page.GetByLabel("Entreprise", new() { Exact = true }).FillAsync("from");
        await Page.GetByText("Fromagerie Bon").ClickAsync();
        await Page.GetByLabel("Numéro", new() { Exact = true }).FillAsync("F-1");
        await Page.GetByLabel("Désignation").FillAsync("Conseil");
        await Page.GetByLabel("Prix unitaire HT").FillAsync("10");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la vente" }).ClickAsync();

        await Assertions.Expect(Page.GetByText("Ce numéro existe déjà").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByLabel("Désignation")).ToHaveValueAsync("Conseil");
        Assert.NotEqual(Guid.Empty, vente);
    }

    [Fact]
    public async Task A_commercial_that_was_chosen_stays_when_the_entreprise_follows()
    {
        var organisation = await Page.SignInAsync(Program);
        var theirs = await Program.Database.AddEntrepriseAsync(organisation, "Fromagerie Bon");
        await Program.Database.ScalarAsync<object>($"update entreprises set responsable_id = '{organisation.Membres[Role.Commercial]}' where id = '{theirs}'");
        var own = await Program.Database.AddEntrepriseAsync(organisation, "Garage Petit");
        await Program.Database.ScalarAsync<object>($"update entreprises set responsable_id = '{organisation.Membres[Role.Responsable]}' where id = '{own}'");
        await Page.OpenLiveAsync("/ventes/nouvelle");
        await Page.GetByLabel("Commercial", new() { Exact = true }).ClickAsync();
        await Page.GetByText("Membre Responsable", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Membre Commercial", new() { Exact = true })).ToBeHiddenAsync();

        // The one of this entreprise is the one that was chosen, and no proposal.
        await Page.GetByLabel("Entreprise", new() { Exact = true }).FillAsync("gara");
        await Page.GetByText("Garage Petit").ClickAsync();
        await Assertions.Expect(Page.GetByLabel("Entreprise", new() { Exact = true })).ToHaveValueAsync("Garage Petit");
        await Assertions.Expect(Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await Page.GetByLabel("Entreprise", new() { Exact = true }).FillAsync("from");
        await Page.GetByText("Fromagerie Bon").ClickAsync();
        await Page.GetByLabel("Numéro", new() { Exact = true }).FillAsync("F-1");
        await Page.GetByLabel("Désignation").FillAsync("Conseil");
        await Page.GetByLabel("Prix unitaire HT").FillAsync("10");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la vente" }).ClickAsync();

        await Assertions.Expect(Page.GetByText("Validée", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(organisation.Membres[Role.Responsable], await Program.Database.ScalarAsync<Guid>($"select commercial_id from ventes where entreprise_id = '{theirs}'"));
    }

    [Fact]
    public async Task An_avoir_without_its_facture_is_asked_about_and_can_be_meant()
    {
        await SellAsync();
        await Page.OpenLiveAsync("/ventes/nouvelle");
        await Page.GetByText("Avoir", new() { Exact = true }).ClickAsync();
        await Page.GetByLabel("Entreprise", new() { Exact = true }).FillAsync("from");
        await Page.GetByText("Fromagerie Bon").ClickAsync();
        await Page.GetByLabel("Numéro", new() { Exact = true }).FillAsync("A-9");
        await Page.GetByLabel("Désignation").FillAsync("Remise");
        await Page.GetByLabel("Quantité").FillAsync("2,5");
        await Page.GetByLabel("Prix unitaire HT").FillAsync("1 234,567");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la vente" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Choisir la facture" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".fc-errors")).ToContainTextAsync("Choisissez la facture créditée");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la vente" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer l’avoir sans facture" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Avoir A-9" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Validé", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(".fc-lignes-lues tbody tr")).ToContainTextAsync("1\u202f234,567");
    }

    [Fact]
    public async Task A_facture_is_changed_cancelled_taken_back_and_credited()
    {
        var (_, vente) = await SellAsync();
        await Page.OpenLiveAsync($"/ventes/{vente}?modifier=oui");
        await Page.GetByLabel("Prix unitaire HT").FillAsync("200");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.Locator(".fc-totaux-main")).ToContainTextAsync("240,00");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Autres actions" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Faire un avoir" }).ClickAsync();
        await Page.GetByLabel("Numéro", new() { Exact = true }).FillAsync("A-1");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la vente" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Avoir A-1" })).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "Autres actions" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Annuler cette vente" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Annulé");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Revenir en arrière" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Validé");
        await Page.OpenLiveAsync("/ventes/numerotation");
        await Assertions.Expect(Page.GetByText("Aucun numéro ne manque.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_second_of_two_editors_of_a_vente_is_asked()
    {
        var (organisation, vente) = await SellAsync();
        var second = await OpenBrowserAsync();
        await second.SignInAsync(await Program.AddAccountAsync(organisation.Id));
        await Page.OpenLiveAsync($"/ventes/{vente}?modifier=oui");
        await second.OpenLiveAsync($"/ventes/{vente}?modifier=oui");
        await Page.GetByLabel("Prix unitaire HT").FillAsync("150");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await Page.WaitAddressAsync(url => !url.Contains("modifier", StringComparison.Ordinal));
        await Assertions.Expect(Page.Locator(".fc-totaux-main")).ToContainTextAsync("180,00");

        await second.GetByLabel("Numéro", new() { Exact = true }).FillAsync("F-9");
        await second.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await second.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Enregistrer ces choix" }).ClickAsync();

        await Assertions.Expect(second.GetByRole(AriaRole.Heading, new() { Name = "Facture F-9" })).ToBeVisibleAsync();
        await Assertions.Expect(second.Locator(".fc-totaux-main")).ToContainTextAsync("180,00");
    }

    [Fact]
    public async Task Who_edits_a_vente_that_another_cancels_meanwhile_is_told_so_and_keeps_his_typing()
    {
        var (organisation, vente) = await SellAsync();
        var second = await OpenBrowserAsync();
        await second.SignInAsync(await Program.AddAccountAsync(organisation.Id));
        await Page.OpenLiveAsync($"/ventes/{vente}?modifier=oui");
        await second.OpenLiveAsync($"/ventes/{vente}");
        await second.GetByRole(AriaRole.Button, new() { Name = "Autres actions" }).ClickAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "Annuler cette vente" }).ClickAsync();
        await Assertions.Expect(second.GetByRole(AriaRole.Main)).ToContainTextAsync("Annulée");

        await Page.GetByLabel("Prix unitaire HT").FillAsync("150");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();

        await Assertions.Expect(Page.Locator(".fc-errors")).ToContainTextAsync("a annulé cette vente pendant votre saisie");
        await Assertions.Expect(Page.GetByLabel("Prix unitaire HT")).ToHaveValueAsync("150,00");
    }

    [Fact]
    public async Task A_produit_is_created_and_changed_above_its_list()
    {
        await Page.SignInAsync(Program);
        await Page.OpenLiveAsync("/ventes/produits?modifier=nouveau");
        await Page.GetByLabel("Référence (SKU)").FillAsync("A-1");
        await Page.GetByLabel("Nom", new() { Exact = true }).FillAsync("Conseil");
        await Page.GetByLabel("Prix HT").FillAsync("1 000,50");
        await Page.GetByLabel("Coût HT").FillAsync("400");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer le produit" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Row, new() { Name = "Conseil" })).ToContainTextAsync("600,50");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Conseil" }).ClickAsync();
        await Page.GetByLabel("Proposé dans les ventes").UncheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Row, new() { Name = "Conseil" })).ToContainTextAsync("Plus proposé");
    }

    private async Task<(TestOrganisation Organisation, Guid Vente)> SellAsync()
    {
        var organisation = await Page.SignInAsync(Program);
        return (organisation, await Program.SellAsync(organisation, await Program.Database.AddEntrepriseAsync(organisation, "Fromagerie Bon"), "F-1"));
    }

    private async Task CreateAsync(TestOrganisation organisation, ProduitSaisie produit)
    {
        Outcome<Guid> outcome = await Program.Database.Get<CreateProduit>().RunAsync(organisation.Acteur(), produit, TestContext.Current.CancellationToken);
        Assert.True(outcome.IsSuccess);
    }
}
