using System.Diagnostics;
using FichierClient.Application.Ventes;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Infrastructure;

/// <summary>Ways of opening and arranging that several classes of screens share.</summary>
internal static class Screens
{
    /// <summary>Opens a page and waits until its circuit answers.</summary>
    public static async Task OpenLiveAsync(this IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.WaitLiveAsync();
    }

    /// <summary>Waits until the page that is shown answers: until then the browser holds the prerendered copy, whose elements are replaced.</summary>
    public static Task WaitLiveAsync(this IPage page) =>
        Assertions.Expect(page.Locator(".fc-frame[data-live]")).ToBeAttachedAsync();

    /// <summary>
    /// Waits until the page stands at an address and is loaded. Looks at where the page is rather than at one navigation:
    /// Playwright's own wait fails when a navigation is overtaken by the next one, which a browser does in silence.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="reached">Whether an address is the expected one.</param>
    /// <param name="patience">How long at most; a page's 20 s unless said otherwise.</param>
    public static async Task WaitAddressAsync(this IPage page, Func<string, bool> reached, TimeSpan? patience = null)
    {
        var clock = Stopwatch.StartNew();
        while (!reached(page.Url))
        {
            Assert.True(clock.Elapsed < (patience ?? TimeSpan.FromSeconds(20)), $"The page stays at {page.Url}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        await page.WaitForLoadStateAsync();
    }

    /// <inheritdoc cref="WaitAddressAsync(IPage, Func{string, bool}, TimeSpan?)" />
    /// <param name="page">The page.</param>
    /// <param name="part">What the address contains.</param>
    /// <param name="patience">How long at most; a page's 20 s unless said otherwise.</param>
    public static Task WaitAddressAsync(this IPage page, string part, TimeSpan? patience = null) =>
        page.WaitAddressAsync(url => url.Contains(part, StringComparison.Ordinal), patience);

    /// <summary>A valid facture of 100 € HT.</summary>
    public static async Task<Guid> SellAsync(this WebProgram program, TestOrganisation organisation, Guid entreprise, string numero)
    {
        var outcome = await program.Database.Get<CreateVente>().RunAsync(organisation.Acteur(), new CreateVenteRequest
        {
            EntrepriseId = entreprise,
            Numero = numero,
            Date = new(2026, 1, 15),
            Lignes = [new() { Designation = "Conseil", PrixUnitaireHt = 100 }],
            Valider = true,
        }, TestContext.Current.CancellationToken);
        Assert.True(outcome.IsSuccess);
        return outcome.Value;
    }
}
