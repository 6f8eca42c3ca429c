using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Infrastructure;

/// <summary>axe's WCAG 2.2 AA rules on what a page shows now.</summary>
public static partial class Accessibility
{
    private const string Rules = """{ "runOnly": { "type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } }""";

    /// <summary>What depends on colours: the rest is the same in the dark and was checked in the light.</summary>
    private const string ColorRules = """{ "runOnly": { "type": "rule", "values": ["color-contrast", "link-in-text-block"] } }""";

    /// <summary>axe itself. The package's own way of running it brings megabytes of what passed back and forth: half a second of each check.</summary>
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Gives the rules that passed, and one line a violation: rule, element, why.</summary>
    private const string Run = """
        async rules => {
            const result = await axe.run(document, { ...JSON.parse(rules), resultTypes: ['violations'] });
            return { passes: result.passes.length, violations: result.violations.flatMap(v => v.nodes.map(n => `${v.id}, ${n.html}: ${n.any.map(c => c.message).join('; ')}`)).join('\n') };
        }
        """;

    /// <summary>Passes when axe finds nothing; otherwise says which rule, where and why.</summary>
    public static Task AssertAccessibleAsync(this IPage page) => page.AssertAsync(Rules);

    /// <summary>Passes when axe finds nothing in the light, and nothing about colours in the dark.</summary>
    /// <param name="page">The page, as it stands.</param>
    /// <param name="picture">Name under which a picture of each is kept; null: none.</param>
    public static async Task AssertAccessibleInLightAndDarkAsync(this IPage page, string? picture = null)
    {
        foreach (var colors in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.ShowAsync(colors);
            if (picture is not null) await page.KeepPictureAsync($"{colors}-{picture}");
            await page.AssertAsync(colors == ColorScheme.Light ? Rules : ColorRules);
        }
    }

    private static async Task AssertAsync(this IPage page, string rules)
    {
        // The live page writes its title anew: for a moment there is none.
        await Assertions.Expect(page).ToHaveTitleAsync(SomeTitle());
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Axe);
        var result = await page.EvaluateAsync<Found>(Run, rules);
        Assert.NotEqual(0, result.Passes);
        Assert.True(result.Violations.Length == 0, $"{page.Url}\n{result.Violations}");
    }

    [GeneratedRegex(@"\S")]
    private static partial Regex SomeTitle();

    /// <summary>What axe tells.</summary>
    private sealed class Found
    {
        public int Passes { get; set; }
        public string Violations { get; set; } = "";
    }

    /// <summary>Chooses light or dark as the machine would, and waits for the page to follow.</summary>
    public static async Task ShowAsync(this IPage page, ColorScheme colors)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colors });
        await page.WaitForFunctionAsync("wanted => document.documentElement.dataset.theme === wanted", colors == ColorScheme.Dark ? "dark" : "light");
    }

    /// <summary>Keeps a picture of the page for people to look at, in the folder that SCREENSHOTS names; nothing without it.</summary>
    public static async Task KeepPictureAsync(this IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
