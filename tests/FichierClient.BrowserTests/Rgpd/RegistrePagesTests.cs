using FichierClient.Application.Contacts;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Rgpd;

public sealed class RegistrePagesTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task A_sheet_of_the_register_is_edited_validated_compared_and_exported()
    {
        await ArrangeAsync();
        await Page.OpenLiveAsync("/rgpd/registre");
        await Page.AssertAccessibleInLightAndDarkAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Prospection", Exact = true }).ClickAsync();
        await Page.WaitLiveAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Proposer à la validation" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Valider la fiche" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Archiver" })).ToBeVisibleAsync();

        await Page.GetByRole(AriaRole.Link, new() { Name = "Modifier" }).ClickAsync();
        await Page.WaitAddressAsync("/modifier");
        await Page.WaitLiveAsync();
        await Page.GetByLabel("Finalité principale").FillAsync("Trouver de nouveaux clients");
        await Page.AssertAccessibleInLightAndDarkAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer le brouillon" }).ClickAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "Comparer" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Différences" })).ToContainTextAsync("Trouver de nouveaux clients");
        await Page.AssertAccessibleInLightAndDarkAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Exporter" }).ClickAsync();
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "Modèle CNIL (.ods)" }).ClickAsync());
        Assert.EndsWith(".ods", download.SuggestedFilename, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_of_retention_information_places_and_actors_are_usable_by_everyone()
    {
        var organisation = await ArrangeAsync();
        var anne = await Program.Database.Get<CreateContact>().Do(organisation.Acteur(), new() { Nom = "Anne Source", Partie = Partie.Tiers, Source = "Salon Sirha" });
        foreach (var page in new[] { "/rgpd/conservation", "/rgpd/lieux", "/rgpd/organisme", "/rgpd/registre/import" })
        {
            await Page.OpenLiveAsync(page);
            await Page.AssertAccessibleInLightAndDarkAsync();
        }

        await Page.OpenLiveAsync("/rgpd/informations");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Anne Source" })).ToHaveAttributeAsync("href", $"/contacts/{anne}");
        await Page.AssertAccessibleInLightAndDarkAsync();
    }

    private async Task<TestOrganisation> ArrangeAsync()
    {
        var organisation = await Page.SignInAsync(Program, Role.Dpo);
        await using var context = Program.Database.Contexts.Open(organisation.Id);
        await RegistreInitial.EnsureAsync(context, TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken);
        return organisation;
    }
}
