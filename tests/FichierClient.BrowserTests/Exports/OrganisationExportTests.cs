using System.IO.Compression;
using FichierClient.Application.Annuaire;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Exports;

public sealed class OrganisationExportTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task The_whole_organisation_is_asked_for_let_go_by_the_dpo_and_fetched_by_who_asked()
    {
        var organisation = await Page.SignInAsync(Program);
        await Program.Database.AddEntrepriseAsync(organisation, "Menuiserie Lefèvre");
        await Page.OpenLiveAsync("/parametres/exports");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Exporter toute l’organisation" }).ClickAsync();
        await WaitForAsync("attend l’accord d’un DPO");
        await Page.AssertAccessibleInLightAndDarkAsync("export-organisation");

        var dpo = await OpenBrowserAsync();
        await dpo.SignInAsync(await Program.AddAccountAsync(organisation.Id, Role.Dpo));
        await dpo.OpenLiveAsync("/parametres/exports");
        await dpo.GetByRole(AriaRole.Button, new() { Name = "Autoriser la remise" }).ClickAsync();
        await Assertions.Expect(dpo.GetByText("gardé pour son auteur")).ToBeVisibleAsync();

        await Page.OpenLiveAsync("/parametres/exports");
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "Télécharger" }).ClickAsync());
        await using var zip = await ZipFile.OpenReadAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.NotNull(zip.GetEntry("manifeste.json"));
        using var entreprises = new StreamReader(zip.GetEntry("tables/entreprises.csv")!.Open());
        Assert.Contains("Menuiserie Lefèvre", await entreprises.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Sirene_proposes_is_accepted_or_refused_on_its_page()
    {
        var organisation = await Page.SignInAsync(Program);
        var (kept, changed) = (await Program.Database.AddEntrepriseAsync(organisation, "Boulangerie Martin"), await Program.Database.AddEntrepriseAsync(organisation, "Menuiserie Lefèvre"));
        await Program.Database.ScalarAsync<object>($"update entreprises set siren = '552100554' where id = '{kept}'; update entreprises set siren = '732829320' where id = '{changed}'");
        using var stock = new StringReader("siren,etatAdministratifUniteLegale,activitePrincipaleUniteLegale,nomenclatureActivitePrincipaleUniteLegale\n552100554,A,10.71C,NAFRev2\n732829320,A,43.32A,NAFRev2\n");
        await Program.Database.Get<ExecutionSirene>().RunAsync(organisation.Id, stock, "StockUniteLegale, 2026-11-01", TestContext.Current.CancellationToken);

        await Page.OpenLiveAsync("/entreprises/sirene");
        await Page.AssertAccessibleInLightAndDarkAsync("sirene");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Refuser pour Boulangerie Martin" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Annuler", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Refuser pour Boulangerie Martin" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Accepter pour Menuiserie Lefèvre" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Aucune proposition" })).ToBeVisibleAsync();

        await Page.OpenLiveAsync($"/entreprises/{changed}");
        await Assertions.Expect(Page.GetByText("43.32A (Travaux de construction spécialisés)")).ToBeVisibleAsync();
    }

    /// <summary>The page tells the state when it is opened; the job runs beside it.</summary>
    private async Task WaitForAsync(string text)
    {
        for (var i = 0; i < 40 && !await Page.GetByText(text).IsVisibleAsync(); i++)
        {
            await Task.Delay(500, TestContext.Current.CancellationToken);
            await Page.OpenLiveAsync("/parametres/exports");
        }

        await Assertions.Expect(Page.GetByText(text)).ToBeVisibleAsync();
    }
}
