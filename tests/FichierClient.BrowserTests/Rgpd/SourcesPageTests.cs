using FichierClient.Application.Contacts;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Rgpd;

public sealed class SourcesPageTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task The_Dpo_completes_a_source_and_is_reminded_of_a_late_answer_until_he_puts_it_off()
    {
        var organisation = await Page.SignInAsync(Program, Role.Dpo);
        await Program.Database.Get<CreateContact>().Do(organisation.Acteur(), new() { Nom = "Martin", Partie = Partie.Tiers, Source = "Salon Zéphyr 2026" });
        var late = Program.Database.Today.AddDays(-1);
        await Program.Database.ScalarAsync<object>($"""
            insert into demandes (tenant_id, id, annee, numero, recue_le, enregistree_le, canal, nom, statut, echeance_initiale, echeance, objectif_le, jours_suspendus, modifiee_le)
            values ('{organisation.Id}', gen_random_uuid(), 2026, 7, '{late.AddMonths(-1):yyyy-MM-dd}', now(), 'Courriel', 'Anne', 'EnInstruction', '{late:yyyy-MM-dd}', '{late:yyyy-MM-dd}', '{late:yyyy-MM-dd}', 0, now())
            """);
        // It stands in the page as it is first painted.
        Assert.Contains("DR-2026-0007", await (await Page.GotoAsync("/rgpd/sources"))!.TextAsync(), StringComparison.Ordinal);
        await Page.OpenLiveAsync("/rgpd/sources");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status).GetByText("DR-2026-0007")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("à compléter")).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "Modifier Salon Zéphyr 2026" }).ClickAsync();
        await Page.GetByLabel("Nature").SelectOptionAsync("FichierAchete");
        await Page.GetByLabel("Contrat").FillAsync("Contrat n° 12");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Contacts", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rester" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Modifier Salon Zéphyr 2026" })).ToBeFocusedAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Salon Zéphyr 2026" })).ToContainTextAsync("Contrat n° 12");
        await Assertions.Expect(Page.GetByText("à compléter")).ToHaveCountAsync(0);
        await Page.AssertAccessibleInLightAndDarkAsync("sources");
        await Page.SetViewportSizeAsync(390, 800);
        Assert.Equal(390, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Plus tard" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("DR-2026-0007")).ToHaveCountAsync(0);
        await Page.OpenLiveAsync("/contacts");
        await Assertions.Expect(Page.GetByText("DR-2026-0007")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_known_source_is_proposed_and_brings_who_it_is()
    {
        var organisation = await Page.SignInAsync(Program);
        await Program.Database.Get<CreateContact>().Do(organisation.Acteur(), new() { Nom = "Martin", Partie = Partie.Tiers, Source = "Annuaire Zéphyr" });
        await Page.OpenLiveAsync("/contacts/nouveau");
        await Assertions.Expect(Page.Locator($"#{await Page.GetByLabel("Source exacte").GetAttributeAsync("list")} option")).ToHaveAttributeAsync("value", "Annuaire Zéphyr");

        await Page.GetByLabel("Source exacte").FillAsync("Annuaire Zéphyr");
        await Page.GetByLabel("Source exacte").PressAsync("Tab");
        await Assertions.Expect(Page.GetByRole(AriaRole.Radio, new() { Name = "un tiers" })).ToBeCheckedAsync();

        await Page.OpenLiveAsync("/imports/nouveau");
        await Page.GetByLabel("Source").FillAsync("Annuaire Zéphyr");
        await Assertions.Expect(Page.GetByLabel("Collectées par")).ToHaveValueAsync("Tiers");
        await Assertions.Expect(Page.Locator("#Preuve")).ToBeVisibleAsync();
        await Page.GetByLabel("Collectées par").SelectOptionAsync("Nous");
        await Assertions.Expect(Page.GetByText("« Annuaire Zéphyr » est déjà connue avec un autre choix : un tiers")).ToBeVisibleAsync();
    }
}
