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
