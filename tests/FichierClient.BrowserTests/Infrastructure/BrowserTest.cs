using System.Text.RegularExpressions;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Infrastructure;

/// <summary>
/// A test in a browser window of its own, in French, on the program of its class. Pages wait at most 20 s.
/// When it fails, <c>artifacts/browser/</c> keeps a screenshot of each page; with TRACE=1 in the environment also a trace
/// (<c>playwright show-trace</c>), which costs about as much time as the test itself.
/// </summary>
public abstract partial class BrowserTest(Chromium chromium, WebProgram program) : IClassFixture<WebProgram>, IAsyncLifetime
{
    private static readonly bool IsTraced = Environment.GetEnvironmentVariable("TRACE") is { Length: > 0 };
    private readonly List<IBrowserContext> contexts = [];
    private IPage? page;

    protected IPage Page => page ?? throw new InvalidOperationException("The browser isn't open yet.");

    protected WebProgram Program { get; } = program;

    /// <summary>The screen: a desktop's unless a class says otherwise.</summary>
    protected virtual ViewportSize Viewport => new() { Width = 1280, Height = 800 };

    public virtual async ValueTask InitializeAsync() => page = await OpenBrowserAsync();

    /// <summary>Another person's browser: nothing shared with <see cref="Page"/> but the program.</summary>
    protected async Task<IPage> OpenBrowserAsync(ColorScheme colors = ColorScheme.Light, ViewportSize? viewport = null)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Program.Address.ToString(),
            Locale = "fr-FR",
            TimezoneId = "Europe/Paris",
            ViewportSize = viewport ?? Viewport,
            ColorScheme = colors,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(20_000);
        if (IsTraced) await context.Tracing.StartAsync(new TracingStartOptions { Screenshots = true, Snapshots = true });
        contexts.Add(context);
        return await context.NewPageAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var (context, index) in contexts.Select((context, index) => (context, index)))
        {
            if (failed) await KeepAsync(context, index);
            await context.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private static async Task KeepAsync(IBrowserContext context, int index)
    {
        var name = NotInFileNames().Replace(TestContext.Current.Test?.TestDisplayName ?? "test", "_");
        var path = Path.Combine(Checkout.Folder, "artifacts", "browser", name[..Math.Min(name.Length, 150)] + (index == 0 ? "" : $"_{index}"));
        foreach (var (page, number) in context.Pages.Select((page, number) => (page, number)))
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = $"{path}{(number == 0 ? "" : $"_page{number}")}.png", FullPage = true });
        }

        if (IsTraced) await context.Tracing.StopAsync(new TracingStopOptions { Path = $"{path}.zip" });
    }

    [GeneratedRegex("[^A-Za-z0-9_.]+")]
    private static partial Regex NotInFileNames();
}
