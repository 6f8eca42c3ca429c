using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Layout;

/// <summary>What the keyboard alone reaches, and what a role isn't offered.</summary>
public sealed class KeyboardTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task Links_and_buttons_show_that_the_keyboard_is_on_them()
    {
        await Page.SignInAsync(Program, Role.Dpo);
        await Page.OpenLiveAsync("/rgpd/demandes");
        var seen = new HashSet<string>();
        for (var i = 0; i < 40; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var (kind, outline) = await FocusedAsync();
            if (kind is not ("A" or "BUTTON")) continue;
            seen.Add(kind);
            Assert.Equal("solid 2px", outline);
        }

        Assert.Equal(["A", "BUTTON"], seen.Order());
    }

    private async Task<(string Kind, string Outline)> FocusedAsync()
    {
        var found = await Page.EvaluateAsync<string[]>("(() => { const e = document.activeElement, s = getComputedStyle(e); return [e.tagName, `${s.outlineStyle} ${s.outlineWidth}`]; })()");
        return (found[0], found[1]);
    }

    [Fact]
    public async Task A_slash_opens_the_filters_arrows_choose_and_typing_filters()
    {
        var organisation = await Page.SignInAsync(Program);
        foreach (var nom in new[] { "Atelier Bois", "Boulangerie Dupont" }) await Program.Database.AddEntrepriseAsync(organisation, nom);
        await Page.OpenLiveAsync("/entreprises");

        await Page.Keyboard.PressAsync("/");
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.TypeAsync("atel");
        await Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Atelier Bois" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Boulangerie Dupont" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Enter_that_comes_before_the_results_opens_the_first_of_them_and_not_what_stood_there()
    {
        var organisation = await Page.SignInAsync(Program);
        await Program.Database.AddEntrepriseAsync(organisation, "Boulangerie Dupont");
        await Page.OpenLiveAsync("/entreprises");
        await Page.Keyboard.PressAsync("Control+k");
        await Page.Keyboard.TypeAsync("dupon");
        await Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Boulangerie Dupont" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Back_from_a_sheet_the_keys_stand_on_the_row_that_led_there()
    {
        var organisation = await Page.SignInAsync(Program);
        foreach (var nom in new[] { "Atelier A", "Atelier B", "Atelier C" }) await Program.Database.AddEntrepriseAsync(organisation, nom);
        await Page.OpenLiveAsync("/entreprises?tri=nom");
        for (var row = 0; row < 3; row++) await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Atelier C" })).ToBeVisibleAsync();

        await Page.GoBackAsync();

        await Assertions.Expect(Page.Locator("[data-row]:focus")).ToContainTextAsync("Atelier C");
    }

    [Fact]
    public async Task The_title_that_takes_the_focus_late_does_not_take_the_row_back()
    {
        var organisation = await Page.SignInAsync(Program);
        foreach (var nom in new[] { "Atelier A", "Atelier B", "Atelier C" }) await Program.Database.AddEntrepriseAsync(organisation, nom);
        await Page.OpenLiveAsync("/entreprises?tri=nom");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Entreprises" })).ToBeFocusedAsync();
        // In one go: the title takes the focus between two presses, and its turn comes again after them.
        await Page.EvaluateAsync("""
            () => {
              const press = () => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }));
              press();
              document.querySelector("h1").focus();
              press();
              fcFocusTitle();
            }
            """);

        await Assertions.Expect(Page.Locator("[data-row]:focus")).ToContainTextAsync("Atelier B");
    }

    [Fact]
    public async Task Who_only_reads_is_offered_nothing_to_create()
    {
        await Page.SignInAsync(Program, Role.Lecteur);
        await Page.OpenLiveAsync("/entreprises");

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Entreprises" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(".fc-button-create")).ToHaveCountAsync(0);
        await Page.OpenLiveAsync("/");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Anniversaires" })).ToBeVisibleAsync();
        foreach (var title in new[] { "rappel", "Dernières fiches modifiées" }) await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = title })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task G_and_a_letter_lead_where_the_navigation_leads_and_nowhere_else()
    {
        await Page.SignInAsync(Program, Role.Lecteur);
        await Page.OpenLiveAsync("/entreprises");

        await Page.Keyboard.PressAsync("g");
        await Page.Keyboard.PressAsync("i");
        await Page.Keyboard.PressAsync("g");
        await Page.Keyboard.PressAsync("v");

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Ventes" })).ToBeVisibleAsync();
        await Page.GoBackAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Entreprises" })).ToBeVisibleAsync();
    }
}
