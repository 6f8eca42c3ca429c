using FichierClient.BrowserTests.Infrastructure;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.BrowserTests.Accueil;

public sealed class SalesPagesAccessibilityTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    private const string LongName = "Société coopérative d'intérêt collectif des producteurs et transformateurs réunis de la vallée de l'Ouche-et-Beaunois";

    [Fact]
    public async Task Pages_are_accessible_in_light_and_dark_and_fit_a_phone()
    {
        var organisation = await Page.SignInAsync(Program);
        var entreprise = await Program.Database.AddEntrepriseAsync(organisation, LongName);
        var contact = await Program.Database.AddContactAsync(organisation, "Marie-Antoinette-Joséphine", "de La Rochefoucauld-Montmorency", entreprise);
        var vente = await Program.SellAsync(organisation, entreprise, "FA-2026-000123");
        string[] pages =
        [
            "/", "/contacts", "/contacts/nouveau", $"/contacts/{contact}", $"/contacts/{contact}?modifier=oui", $"/contacts/{contact}/ventes", $"/contacts/{contact}/historique",
            "/ventes", "/ventes/nouvelle", $"/ventes/{vente}", $"/ventes/{vente}?modifier=oui", $"/ventes/{vente}/historique", "/ventes/numerotation",
            "/ventes/produits", "/ventes/produits?modifier=nouveau", "/corbeille",
        ];
        foreach (var page in pages) await CheckAsync(page, organisation);
    }

    private async Task CheckAsync(string address, TestOrganisation organisation)
    {
        var name = $"ventes-{address.Split('?')[0].Replace('/', '-')}{(address.Contains('?', StringComparison.Ordinal) ? "-modifier" : "")}-{organisation.Slug}";
        await Page.SetViewportSizeAsync(1280, 800);
        await Page.OpenLiveAsync(address);
        await Page.AssertAccessibleInLightAndDarkAsync(name);

        await Page.SetViewportSizeAsync(390, 800);
        await Page.KeepPictureAsync($"390-{name}");
        Assert.Equal(390, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }
}
