using FichierClient.Application.Entreprises;
using FichierClient.Application.Ventes;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Layout;

/// <summary>Two people change one record: who goes back to the form instead of choosing is asked again, and overwrites nothing.</summary>
public sealed class ConflitPagesTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task Who_cancels_the_choice_is_asked_again_on_a_sheet()
    {
        var organisation = await Page.SignInAsync(Program);
        var id = await Program.Database.AddEntrepriseAsync(organisation, "Alpha");
        await Page.OpenLiveAsync($"/entreprises/{id}?modifier=oui");
        await Page.GetByLabel("Votre référence").FillAsync("C-1");
        var other = organisation.Acteur(Role.Responsable);
        var theirs = await Program.Database.Get<GetEntrepriseSaisie>().Do(other, id);
        theirs.Saisie.NomCommercial = "Cas un";
        await Program.Database.Get<UpdateEntreprise>().Do(other, new UpdateEntrepriseRequest(id, theirs.Lue, theirs.Saisie));

        await AskedTwiceAsync();
        await Page.WaitAddressAsync(url => !url.Contains("modifier", StringComparison.Ordinal));
        Assert.Equal("Cas un C-1", await Program.Database.ScalarAsync<string>($"select nom_commercial || ' ' || reference from entreprises where id = '{id}'"));
    }

    [Fact]
    public async Task Who_cancels_the_choice_is_asked_again_on_a_produit()
    {
        var organisation = await Page.SignInAsync(Program);
        var other = organisation.Acteur(Role.Responsable);
        var id = await Program.Database.Get<CreateProduit>().Do(other, new ProduitSaisie { Sku = "A", Nom = "Adhésif", Prix = 46.80m });
        await Page.OpenLiveAsync($"/ventes/produits?modifier={id}");
        await Page.Locator("#Nom").FillAsync("Adhésif havane");
        var read = await Program.Database.Get<GetProduit>().Do(other, id);
        await Program.Database.Get<EditProduit>().Do(other, new EditProduitRequest(id, read.Lue, new ProduitSaisie { Sku = "A", Nom = "Adhésif", Prix = 47 }));

        await AskedTwiceAsync();
        await Page.WaitAddressAsync(url => !url.Contains("modifier", StringComparison.Ordinal));
        Assert.Equal("Adhésif havane 47.00", await Program.Database.ScalarAsync<string>($"select nom || ' ' || round(prix, 2) from produits where id = '{id}'"));
    }

    private async Task AskedTwiceAsync()
    {
        var dialog = Page.GetByRole(AriaRole.Dialog);
        foreach (var last in new[] { false, true })
        {
            await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
            await Assertions.Expect(dialog.GetByText("Rien n’a encore été écrasé")).ToBeVisibleAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = last ? "Enregistrer ces choix" : "Annuler" }).ClickAsync();
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
        }
    }
}
