using FichierClient.BrowserTests.Infrastructure;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Doublons;

public sealed class DoublonsPagesTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task Duplicates_are_searched_compared_merged_and_separated_again()
    {
        var organisation = await Page.SignInAsync(Program);
        var kept = await Program.Database.AddEntrepriseAsync(organisation, "Menuiserie Durand SARL");
        var merged = await Program.Database.AddEntrepriseAsync(organisation, "MENUISERIE DURAND");
        await Program.SellAsync(organisation, kept, "F1");
        await Program.SellAsync(organisation, kept, "F2");
        await Program.SellAsync(organisation, merged, "F3");

        await Page.OpenLiveAsync("/doublons");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync("Aucune recherche n’a encore été faite");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Chercher maintenant" }).ClickAsync();
        var compare = Page.GetByRole(AriaRole.Link, new() { Name = "Comparer", Exact = false });
        await Assertions.Expect(compare).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Page.AssertAccessibleInLightAndDarkAsync();

        await compare.ClickAsync();
        await Page.WaitAddressAsync("/doublons/fusion");
        await Page.WaitLiveAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Radio, new() { Name = "Menuiserie Durand SARL" }).First).ToBeCheckedAsync();
        await Page.GetByRole(AriaRole.Row, new() { Name = "Raison sociale" }).GetByRole(AriaRole.Radio, new() { Name = "MENUISERIE DURAND", Exact = true }).ClickAsync();
        await Page.AssertAccessibleInLightAndDarkAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Fusionner les 2 fiches" }).ClickAsync();

        await Page.WaitAddressAsync($"/entreprises/{kept}");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("MENUISERIE DURAND");
        // The old address leads to the one that stayed.
        await Page.GotoAsync($"/entreprises/{merged}");
        await Page.WaitAddressAsync($"/entreprises/{kept}");
        await Page.OpenLiveAsync($"/entreprises/{kept}/ventes");
        await Assertions.Expect(Page.GetByText("Facture F3")).ToBeVisibleAsync();

        await Page.OpenLiveAsync($"/entreprises/{kept}/historique");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Défaire la fusion" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Défaire maintenant" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Menuiserie Durand SARL");
        await Page.OpenLiveAsync($"/entreprises/{merged}/ventes");
        await Assertions.Expect(Page.GetByText("Facture F3")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_form_names_what_resembles_what_is_typed()
    {
        var organisation = await Page.SignInAsync(Program);
        var known = await Program.Database.AddEntrepriseAsync(organisation, "Menuiserie Lefèvre");
        await Page.OpenLiveAsync("/entreprises/nouvelle");

        await Page.GetByLabel("Raison sociale").PressSequentiallyAsync("menuiserie lefevr");

        var like = Page.Locator(".fc-ressemblances");
        await Assertions.Expect(like).ToContainTextAsync("Ressemble à une fiche qui existe déjà");
        await Assertions.Expect(like.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", $"/entreprises/{known}");
        await Page.AssertAccessibleInLightAndDarkAsync();

        // The same SIREN is asked about before a second record is made.
        await Program.Database.ScalarAsync<object>($"update entreprises set siren = '732829320' where id = '{known}'");
        await Page.GetByLabel("SIREN", new() { Exact = true }).FillAsync("732 829 320");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer l’entreprise" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Revenir à la saisie" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".fc-errors")).ToContainTextAsync("a déjà ce SIREN");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer l’entreprise" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer quand même" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("menuiserie lefevr");
    }
}
