using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FichierClient.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Imports;

/// <summary>The gestures of an import, as a user makes them.</summary>
internal static class ImportScreen
{
    /// <summary>Chooses the kind by its words, says where the data comes from, sends the file.</summary>
    public static async Task SendAsync(this IPage page, string genre, byte[] content, string name = "clients.csv")
    {
        await page.OpenLiveAsync("/imports/nouveau");
        await page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex($"^{genre} une? ") }).CheckAsync();
        await page.GetByLabel("Source").FillAsync("Ancien fichier Excel");
        await page.GetByLabel("Base légale").SelectOptionAsync("InteretLegitime");
        await page.GetByLabel("Fichier", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = content });
    }

    public static async Task SendAsync(this IPage page, string genre, string content, string name = "clients.csv")
    {
        await page.SendAsync(genre, Encoding.UTF8.GetBytes(content), name);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
    }

    public static Task PressAsync(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    /// <summary>From the columns to the report.</summary>
    public static async Task RunAsync(this IPage page)
    {
        await page.PressAsync("Vérifier les");
        await page.PressAsync("Importer");
        await page.AtAsync("Bilan");
    }

    /// <summary>Waits for one of the five steps.</summary>
    public static Task AtAsync(this IPage page, string step) => Assertions.Expect(page.Locator(".fc-steps [aria-current=step]")).ToHaveTextAsync(step);

    /// <summary>New, changed, unchanged, refused and all rows, as the page counts them.</summary>
    public static Task CountsAsync(this IPage page, int created, int changed, int unchanged, int refused) =>
        Assertions.Expect(page.Locator(".fc-comptes strong")).ToHaveTextAsync(
            from count in (int[])[created, changed, unchanged, refused, created + changed + unchanged + refused]
            select count.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202f'));
}
