using FichierClient.BrowserTests.Infrastructure;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Layout;

/// <summary>A page is shown before its circuit answers. What somebody does in between is done once it does (js/live.js).</summary>
public sealed class BeforeLiveTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task What_is_typed_in_a_form_before_the_page_is_live_is_kept_and_saved()
    {
        await Page.SignInAsync(Program);
        var circuit = await HoldCircuitAsync();
        await Page.GotoAsync("/entreprises/nouvelle");
        await Page.GetByLabel("Raison sociale").FillAsync("Menuiserie Tôt");

        circuit.SetResult();
        await Page.WaitLiveAsync();

        await Assertions.Expect(Page.GetByLabel("Raison sociale")).ToHaveValueAsync("Menuiserie Tôt");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer l’entreprise" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Menuiserie Tôt" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_search_begun_before_the_page_is_live_answers_when_it_is()
    {
        var organisation = await Page.SignInAsync(Program);
        await Program.Database.AddEntrepriseAsync(organisation, "Fromagerie Bon");
        var circuit = await HoldCircuitAsync();
        await Page.GotoAsync("/contacts");
        await Page.Keyboard.PressAsync("Control+k");
        await Page.Keyboard.TypeAsync("omage");

        circuit.SetResult();

        await Assertions.Expect(Page.GetByRole(AriaRole.Option, new() { Name = "Fromagerie Bon" })).ToBeVisibleAsync();
        await Page.Keyboard.TypeAsync("rie");
        await Assertions.Expect(Page.GetByRole(AriaRole.Combobox)).ToHaveValueAsync("omagerie");
    }

    [Fact]
    public async Task A_menu_opened_and_a_button_pressed_before_the_page_is_live_are_not_lost()
    {
        var organisation = await Page.SignInAsync(Program);
        var id = await Program.Database.AddContactAsync(organisation, "Anne", "Martin");
        var circuit = await HoldCircuitAsync();
        await Page.GotoAsync($"/contacts/{id}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Écrire une note" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Autres actions" }).ClickAsync();

        circuit.SetResult();

        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Mettre à la corbeille" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByLabel("Ce qui s’est dit")).ToBeVisibleAsync();
    }

    /// <summary>The browser can't connect its circuit until the result is set.</summary>
    private async Task<TaskCompletionSource> HoldCircuitAsync()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        return gate;
    }
}
