using FichierClient.BrowserTests.Infrastructure;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace FichierClient.BrowserTests.Infrastructure;

/// <summary>One Chromium for the run: the system's when there is one, else Playwright's own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    public IBrowser Browser => browser ?? throw new InvalidOperationException("Chromium isn't started.");

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(15_000);
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Installed(),
            Args =
            [
                // Root has no sandbox; nothing but this machine is asked for anything.
                "--no-sandbox", "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    private static string? Installed() =>
        Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } chosen
            ? chosen
            : Array.Find(["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"], File.Exists);
}
