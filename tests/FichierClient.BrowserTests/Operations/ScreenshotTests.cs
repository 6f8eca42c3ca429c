using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Operations;

/// <summary>Makes the pictures of the README, on the demo organisation: run by <c>docs/screenshots</c> only.</summary>
public sealed class ScreenshotTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    protected override ViewportSize Viewport => new() { Width = 1440, Height = 900 };

    [Fact(Explicit = true)]
    public async Task Pictures_of_the_readme()
    {
        await Program.FillDemoAsync();
        await Page.SignInDemoAsync(Role.Responsable);
        foreach (var (address, picture) in new[] { ("/tableau-de-bord", "tableau-de-bord"), ("/entreprises", "entreprises") })
        {
            var answer = await Page.GotoAsync(address);
            Assert.Equal(200, answer!.Status);
            await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Checkout.Folder, "docs", "images", picture + ".png") });
        }
    }
}
