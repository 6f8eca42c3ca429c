using FichierClient.Application.Entreprises;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Layout;

/// <summary>Where the keys are after a page, a form or a dialog has come or gone.</summary>
public sealed class FocusTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task A_title_that_stands_there_after_its_page_still_gets_the_focus_and_so_does_the_one_that_replaces_it()
    {
        await Page.SignInAsync(Program);
        await Page.OpenLiveAsync("/entreprises");
        var title = Page.GetByRole(AriaRole.Heading, new() { Name = "Entreprises" });
        await Assertions.Expect(title).ToBeFocusedAsync();
        // As while the rows are read: no title yet, and the page's word that it is there.
        await Page.EvaluateAsync("""
            () => {
              const title = document.querySelector("h1");
              window.kept = { title, parent: title.parentElement };
              title.remove();
              fcFocusTitle();
            }
            """);

        await Page.EvaluateAsync("() => kept.parent.prepend(kept.title)");
        await Assertions.Expect(title).ToBeFocusedAsync();
        await Page.EvaluateAsync("() => { kept.title.remove(); kept.parent.prepend(kept.title); }");
        await Assertions.Expect(title).ToBeFocusedAsync();

        // What was pressed goes with what it did: its part of the page is read on, until the same comes back.
        await Page.EvaluateAsync("""
            () => {
              document.querySelector("main").insertAdjacentHTML("beforeend", "<section><h2>Rappels</h2><ul><li><button aria-label='Fait'>Fait</button></li></ul></section>");
              document.querySelector("main li > button").addEventListener("click", event => event.target.closest("li").remove());
            }
            """);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Fait" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Rappels" })).ToBeFocusedAsync();
        await Page.EvaluateAsync("() => { document.querySelector('main ul').innerHTML = \"<li><button aria-label='Fait'>Fait</button></li>\"; }");
        var button = Page.GetByRole(AriaRole.Button, new() { Name = "Fait" });
        await Assertions.Expect(button).ToBeFocusedAsync();

        // While its work is done it can't be pressed, and loses the keys.
        await button.EvaluateAsync("button => { button.disabled = true; button.blur(); }");
        await Assertions.Expect(button).Not.ToBeFocusedAsync();
        await button.EvaluateAsync("button => { button.disabled = false; }");
        await Assertions.Expect(button).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_form_that_opens_in_place_takes_the_keys_to_its_first_field_and_gives_them_back()
    {
        var organisation = await Page.SignInAsync(Program);
        var id = await Program.Database.AddEntrepriseAsync(organisation, "Durand");
        await Page.OpenLiveAsync($"/entreprises/{id}");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Durand" })).ToBeFocusedAsync();

        await Page.Keyboard.PressAsync("e");
        await Assertions.Expect(Page.GetByLabel("Raison sociale")).ToBeFocusedAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Annuler" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Durand" })).ToBeFocusedAsync();

        var compose = Page.Locator(".fc-compose");
        await compose.FocusAsync();
        // Two letters before the form is there: they are no keys of the page, « e » would open another form, and they aren't lost.
        await compose.EvaluateAsync("""
            button => {
              button.click();
              for (const key of ["Shift", "R", "e"]) button.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
            }
            """);
        await Assertions.Expect(Page.Locator("#texte-nouvelle")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("lance du devis");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Dans une semaine" }).ClickAsync();
        await Assertions.Expect(Page.Locator("#rappel-nouvelle")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("Relance du devis").First).ToBeVisibleAsync();
        await Assertions.Expect(compose).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_text_stays_as_it_is_typed_whatever_the_page_draws_meanwhile()
    {
        var organisation = await Page.SignInAsync(Program);
        var id = await Program.Database.AddEntrepriseAsync(organisation, "Durand");
        await Page.OpenLiveAsync($"/entreprises/{id}");
        await Page.Locator(".fc-compose").ClickAsync();
        var text = Page.Locator("#texte-nouvelle");
        await Assertions.Expect(text).ToBeFocusedAsync();
        // In one go, as quick hands do: the last word, then a button that draws the form anew.
        await text.EvaluateAsync("""
            field => {
              const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
              window.written = [];
              Object.defineProperty(field, "value", { get: () => value.get.call(field), set: text => { written.push(text); value.set.call(field, text); } });
              value.set.call(field, "Envoyer le devis");
              field.dispatchEvent(new Event("input", { bubbles: true }));
              [...document.querySelectorAll(".fc-quick button")].forEach((button, i) => i === 0 && button.click());
            }
            """);
        await Assertions.Expect(Page.Locator("#rappel-nouvelle")).ToBeFocusedAsync();
        await Page.WaitForFunctionAsync("() => Object.entries(sessionStorage).some(([k, v]) => k.startsWith('fc-draft:note/') && v.includes('Envoyer le devis'))");

        Assert.DoesNotContain(await Page.EvaluateAsync<string[]>("written.map(text => text ?? '')"), text => text.Length == 0);
    }

    [Fact]
    public async Task A_dialog_gives_the_keys_back_to_what_opened_it()
    {
        var organisation = await Page.SignInAsync(Program);
        var id = await Program.Database.AddEntrepriseAsync(organisation, "Alpha");
        await Page.OpenLiveAsync($"/entreprises/{id}?modifier=oui");
        await Page.GetByLabel("Nom commercial").FillAsync("Mien");
        var other = organisation.Acteur(Role.Responsable);
        var theirs = await Program.Database.Get<GetEntrepriseSaisie>().Do(other, id);
        theirs.Saisie.NomCommercial = "Sien";
        await Program.Database.Get<UpdateEntreprise>().Do(other, new UpdateEntrepriseRequest(id, theirs.Lue, theirs.Saisie));
        await Page.Keyboard.PressAsync("Enter");
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Annuler" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.NotEqual("BODY", await Page.EvaluateAsync<string>("document.activeElement.tagName"));
    }

    [Fact]
    public async Task A_message_above_a_form_leads_to_its_field()
    {
        await Page.SignInAsync(Program);
        await Page.OpenLiveAsync("/entreprises/nouvelle");
        await Page.GetByLabel("Code NAF").FillAsync("x");
        await Page.GetByLabel("Raison sociale").FillAsync("Alpha");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer l’entreprise" }).ClickAsync();

        await Page.Locator(".fc-errors button").ClickAsync();

        await Assertions.Expect(Page.GetByLabel("Code NAF")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_help_names_no_key_that_leads_where_the_reader_may_not_go()
    {
        await Page.SignInAsync(Program, Role.Lecteur);
        await Page.OpenLiveAsync("/entreprises");
        await Page.Keyboard.PressAsync("?");

        await Assertions.Expect(Page.GetByText("Aller aux ventes")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Aller aux imports")).ToHaveCountAsync(0);
    }
}
