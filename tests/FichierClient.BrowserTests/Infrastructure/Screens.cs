using FichierClient.Application.Ventes;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Infrastructure;

/// <summary>Ways of opening and arranging that several classes of screens share.</summary>
internal static class Screens
{
    /// <summary>Opens a page and waits until its circuit answers: what is typed before would be lost.</summary>
    public static async Task OpenLiveAsync(this IPage page, string address)
    {
        var live = page.WaitForWebSocketAsync();
        await page.GotoAsync(address);
        await live;
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

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
