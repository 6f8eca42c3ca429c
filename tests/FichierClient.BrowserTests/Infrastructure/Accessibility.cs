using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Infrastructure;

/// <summary>axe's WCAG 2.2 AA rules on what a page shows now.</summary>
public static class Accessibility
{
    // Of what passes, one element a rule is told: all of them are megabytes.
    private static readonly AxeRunOptions Rules = new()
    {
        ResultTypes = [ResultType.Violations],
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    /// <summary>What depends on colours: the rest is the same in the dark and was checked in the light.</summary>
    private static readonly AxeRunOptions ColorRules = new()
    {
        ResultTypes = [ResultType.Violations],
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
    };

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

    private static async Task AssertAsync(this IPage page, AxeRunOptions rules)
    {
        var result = await page.RunAxe(rules);
        Assert.NotEmpty(result.Passes);
        var violations = string.Join('\n', result.Violations.SelectMany(v => v.Nodes.Select(n => $"{page.Url}: {v.Id}, {n.Html}: {string.Join("; ", n.Any.Select(c => c.Message))}")));
        Assert.True(violations.Length == 0, violations);
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
