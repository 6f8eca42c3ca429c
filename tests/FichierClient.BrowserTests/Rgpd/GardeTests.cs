using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Rgpd;

public sealed class GardeTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task A_sensitive_note_is_pointed_at_while_it_is_typed_and_a_card_number_is_kept_nowhere()
    {
        var organisation = await Page.SignInAsync(Program);
        var entreprise = await Program.Database.AddEntrepriseAsync(organisation, "Menuiserie Caron");
        await Page.OpenLiveAsync($"/entreprises/{entreprise}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Écrire une note" }).ClickAsync();
        var text = Page.Locator("#texte-nouvelle");

        await text.FillAsync("CB 4111 1111 1111 1111");
        await Assertions.Expect(Page.Locator(".fc-timeline").GetByText("numéro de carte bancaire").First).ToBeVisibleAsync();
        Assert.DoesNotContain("4111", await Page.EvaluateAsync<string>("JSON.stringify(sessionStorage)"), StringComparison.Ordinal);

        var hint = Page.Locator(".fc-garde");
        await text.FillAsync("CB 4111 1111 1111 1111, Paul est en arrêt maladie");
        await Assertions.Expect(hint.Locator("mark")).ToHaveTextAsync("en arrêt maladie");
        await Assertions.Expect(hint).Not.ToContainTextAsync("1111");

        await text.FillAsync("Paul est en arrêt maladie jusqu'au 15");
        await Assertions.Expect(hint.Locator("mark")).ToHaveTextAsync("en arrêt maladie");
        await Page.AssertAccessibleInLightAndDarkAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter", Exact = true }).ClickAsync();
        await Assertions.Expect(hint.GetByText("Ce texte mentionne : la santé", new() { Exact = false }).First).ToBeVisibleAsync();
        await hint.GetByRole(AriaRole.Button, new() { Name = "Remplacer par « absent »" }).ClickAsync();
        await Assertions.Expect(hint).ToBeHiddenAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter", Exact = true }).ClickAsync();

        await Assertions.Expect(Page.Locator(".fc-event-text")).ToHaveTextAsync("Paul est absent jusqu'au 15");
    }

    [Fact]
    public async Task The_DPO_enters_a_breach_counts_its_scope_and_is_led_to_the_next_step()
    {
        var organisation = await Page.SignInAsync(Program, Role.Dpo);
        await Program.Database.AddContactAsync(organisation, "Julie", "Roux", await Program.Database.AddEntrepriseAsync(organisation, "Dupont"));
        await Page.OpenLiveAsync("/rgpd/violations");
        await Page.AssertAccessibleInLightAndDarkAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Inscrire une violation" }).ClickAsync();
        await Page.WaitAddressAsync("/rgpd/violations/nouvelle");
        await Page.WaitLiveAsync();
        await Page.Locator("#Titre").FillAsync("Ordinateur volé dans le train");
        var aware = TimeZoneInfo.ConvertTime(Program.Database.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).AddHours(-2);
        await Page.Locator("#PriseConnaissanceLe").FillAsync(aware.ToString("dd/MM/yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await Page.Locator("#PriseConnaissanceLe").BlurAsync();
        await Page.AssertAccessibleInLightAndDarkAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Inscrire au registre" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Ordinateur volé dans le train");
        await Page.WaitLiveAsync();
        await Assertions.Expect(Page.Locator(".fc-sheet-head .fc-tag")).ToContainTextAsync("Il reste");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Calculer le périmètre" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Annuler" }).First.ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Projet pour les personnes", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.Locator(".fc-avis")).ToContainTextAsync("l’article 34 du RGPD");
        await Page.AssertAccessibleInLightAndDarkAsync();
        await Assertions.Expect(Page.Locator(".fc-violation-etape .fc-button-strong")).ToHaveTextAsync("Qualifier la violation");
    }
}
