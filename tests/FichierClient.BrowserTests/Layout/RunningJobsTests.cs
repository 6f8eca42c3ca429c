using FichierClient.BrowserTests.Imports;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Layout;

public sealed class RunningJobsTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task Running_jobs_stand_in_the_top_bar_lead_to_their_page_and_their_end_is_told()
    {
        var organisation = await Page.SignInAsync(Program);
        var colleague = await OpenBrowserAsync();
        await colleague.SignInAsync(await Program.AddAccountAsync(organisation.Id, Role.Responsable));
        await colleague.OpenLiveAsync("/entreprises");
        var reader = await OpenBrowserAsync();
        await reader.SignInAsync(await Program.AddAccountAsync(organisation.Id, Role.Commercial));
        await using var held = await HeldImport.AtAsync(Program.Database, 500, 1_000);
        await Page.SendAsync("Entreprises", "Raison sociale\n" + string.Concat(Enumerable.Range(1, 5_000).Select(i => $"Société {i}\n")));
        await Page.PressAsync("Vérifier les");
        await Page.PressAsync("Importer");
        await Page.AtAsync("Exécution");

        var jobs = colleague.GetByRole(AriaRole.Button, new() { Name = "travaux en cours (1)" });
        await Assertions.Expect(jobs).ToHaveTextAsync("Import 0\u202f%");
        await held.ReleaseAsync(500);
        await Assertions.Expect(jobs).ToHaveTextAsync("Import 10\u202f%");
        await colleague.SetViewportSizeAsync(390, 800);
        Assert.Equal(390, await colleague.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await colleague.KeepPictureAsync("390-travaux");
        await colleague.SetViewportSizeAsync(1280, 800);
        await jobs.ClickAsync();
        await colleague.AssertAccessibleInLightAndDarkAsync("travaux");

        await colleague.GetByRole(AriaRole.Link, new() { Name = "Import de clients.csv : 10\u202f%" }).ClickAsync();
        await colleague.AtAsync("Exécution");
        await reader.OpenLiveAsync("/entreprises");
        await Assertions.Expect(reader.Locator(".fc-jobs")).ToHaveCountAsync(0);

        await colleague.GetByRole(AriaRole.Link, new() { Name = "Contacts", Exact = true }).First.ClickAsync();
        await held.ReleaseAsync(1_000);
        await Assertions.Expect(colleague.GetByRole(AriaRole.Status).Filter(new() { HasText = "Import de clients.csv : terminé" })).ToBeAttachedAsync();
        await Assertions.Expect(jobs).ToHaveCountAsync(0);
    }
}
