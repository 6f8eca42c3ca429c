using FichierClient.BrowserTests.Infrastructure;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Layout;

/// <summary>What a list keeps: a view that is changed and renamed, what is ticked, the row one came from.</summary>
public sealed class ListPagesTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task What_is_no_amount_stays_in_the_panel_with_the_reason_beside_it()
    {
        await Page.SignInAsync(Program);
        await Page.OpenLiveAsync("/entreprises");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Filtre" }).ClickAsync();
        await Page.Locator("summary", new() { HasText = "Potentiel" }).ClickAsync();
        var form = Page.Locator(".fc-filter[open]");
        await form.GetByLabel("De", new() { Exact = true }).FillAsync("2 000");
        await form.GetByLabel("À", new() { Exact = true }).FillAsync("abc");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(form.GetByText("Saisissez un nombre")).ToBeVisibleAsync();
        await Assertions.Expect(form.GetByLabel("À", new() { Exact = true })).ToBeFocusedAsync();
        await Assertions.Expect(form.GetByLabel("De", new() { Exact = true })).ToHaveValueAsync("2 000");
        await Page.AssertAccessibleInLightAndDarkAsync("filtre-refuse");

        await form.GetByLabel("À", new() { Exact = true }).FillAsync("1000");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(form.GetByText("plus petit que l’autre")).ToBeVisibleAsync();
        await form.GetByLabel("À", new() { Exact = true }).FillAsync("3000");
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitAddressAsync("potentiel=2000..3000");
        await Assertions.Expect(Page.Locator("#f-plus")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_kept_view_of_ventes_by_period_and_entreprise_takes_changes_and_another_name()
    {
        var organisation = await Page.SignInAsync(Program);
        var (bon, autre) = (await Program.Database.AddEntrepriseAsync(organisation, "Fromagerie Bon"), await Program.Database.AddEntrepriseAsync(organisation, "Garage Autre"));
        await Program.SellAsync(organisation, bon, "F-1");
        await Program.SellAsync(organisation, autre, "F-2");
        await Page.OpenLiveAsync("/ventes");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Filtre" }).ClickAsync();
        await Page.Locator("summary", new() { HasText = "Entreprise" }).ClickAsync();
        await Page.Locator(".fc-filter[open] input:not([type=checkbox])").First.PressSequentiallyAsync("from");
        await Page.Locator(".fc-filter[open]").GetByLabel("Fromagerie Bon").CheckAsync();
        await Page.AssertAccessibleInLightAndDarkAsync("ventes-filtre");
        await Page.Locator(".fc-filter[open]").GetByRole(AriaRole.Button, new() { Name = "Appliquer" }).ClickAsync();
        await Assertions.Expect(Page.Locator("[data-row]")).ToHaveCountAsync(1);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Garder cette vue" }).ClickAsync();
        await Page.GetByLabel("Nom de la vue").FillAsync("Bon");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer la vue" }).ClickAsync();
        await Page.WaitAddressAsync(address => address.Contains("vue=", StringComparison.Ordinal));

        // What is filtered since is a change of the view, which is still known.
        await Page.GetByRole(AriaRole.Button, new() { Name = "Filtre", Exact = true }).ClickAsync();
        await Page.Locator("summary", new() { HasText = "Date" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "l’an dernier" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer les changements" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Vue « Bon » mise à jour").First).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Vue « Bon » : renommer" }).ClickAsync();
        await Page.AssertAccessibleInLightAndDarkAsync("vue-menu");
        await Page.GetByLabel("Nom de la vue").FillAsync("Bon, l’an dernier");
        await Page.Locator("#vue-menu").GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Bon, l’an dernier" })).ToBeVisibleAsync();
        Assert.Equal($"entreprise={bon}&date=annee-derniere", await Program.Database.ScalarAsync<string>("select parametres from vues where nom = 'Bon, l’an dernier'"));
    }

    [Fact]
    public async Task Back_from_a_form_the_rows_are_ticked_and_the_keys_stand_on_the_same_row()
    {
        var organisation = await Page.SignInAsync(Program);
        foreach (var nom in new[] { "Atelier A", "Atelier B", "Atelier C" }) await Program.Database.AddEntrepriseAsync(organisation, nom);
        await Page.OpenLiveAsync("/entreprises?tri=nom");
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync(" ");
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync(" ");
        await Assertions.Expect(Page.GetByText("2 lignes sélectionnées")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("e");
        await Assertions.Expect(Page.GetByLabel("Raison sociale")).ToHaveValueAsync("Atelier B");

        await Page.GoBackAsync();

        await Assertions.Expect(Page.GetByText("2 lignes sélectionnées")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Row, new() { Name = "Atelier B" })).ToBeFocusedAsync();
    }
}
