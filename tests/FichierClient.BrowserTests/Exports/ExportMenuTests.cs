using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Exports;

public sealed class ExportMenuTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task A_filtered_list_is_exported_as_it_is_shown_and_the_log_tells_it()
    {
        var organisation = await Page.SignInAsync(Program);
        foreach (var nom in new[] { "Martin", "Marteau", "Durand", "Marchand" }) await Program.Database.AddEntrepriseAsync(organisation, nom);
        await Page.OpenLiveAsync("/entreprises?nom=mar&tri=-nom");
        await Assertions.Expect(Page.Locator("[data-row]")).ToHaveCountAsync(3);
        var shown = await Page.Locator("[data-row] .fc-name").AllInnerTextsAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "Exporter" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("3 lignes seront exportées")).ToBeVisibleAsync();
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Button, new() { Name = "CSV pour Excel" }).ClickAsync());

        var rows = (await File.ReadAllLinesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken)).Skip(1).Select(line => line.Split(';')[0]);
        Assert.Equal(["Martin", "Marteau", "Marchand"], shown);
        Assert.Equal(shown, rows);
        // The page is still there, and its circuit too.
        await Page.GetByRole(AriaRole.Button, new() { Name = "Exporter" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Exporter" }).ClickAsync();
        await Page.OpenLiveAsync("/parametres/exports");
        await Assertions.Expect(Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Last).ToContainTextAsync("CSV pour Excel, nom=mar tri=-nom");
        await Page.AssertAccessibleAsync();
        var again = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "Télécharger" }).ClickAsync());
        Assert.Equal(3, (await File.ReadAllLinesAsync((await again.PathAsync())!, TestContext.Current.CancellationToken)).Length - 1);
        await LooksElsewhereAsync(organisation, download.Url);
    }

    /// <summary>Another administrator has the address of the file, and gets nothing.</summary>
    private async Task LooksElsewhereAsync(TestOrganisation organisation, string url)
    {
        var other = await OpenBrowserAsync();
        await other.SignInAsync(await Program.AddAccountAsync(organisation.Id, Role.Administrateur));
        Assert.Equal(404, (await other.APIRequest.GetAsync(url)).Status);
    }
}
