using FichierClient.Application.Annuaire;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Entreprises;

/// <summary>The directory of companies, before a server that speaks its shape.</summary>
public sealed class AnnuairePagesTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task A_company_is_looked_up_by_name_chosen_and_fills_the_form_once_the_directory_is_open_and_one_that_fails_says_so()
    {
        var organisation = await Page.SignInAsync(Program);
        await Page.OpenLiveAsync("/entreprises/nouvelle");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Annuaire des entreprises" })).ToHaveCountAsync(0);
        await Page.OpenLiveAsync("/parametres/organisation");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ouvrir l’annuaire" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Ouvert aux membres")).ToBeVisibleAsync();

        await Page.OpenLiveAsync("/entreprises/nouvelle");
        await Page.GetByRole(AriaRole.Searchbox, new() { Name = "Nom ou SIREN" }).FillAsync("menuiserie lefèvre");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.GetByText("42 entreprises répondent")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("552 100 554 (cessée)")).ToBeVisibleAsync();
        await Page.AssertAccessibleInLightAndDarkAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "MENUISERIE LEFEVRE" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("12 RUE DES LILAS 69003 LYON")).ToBeVisibleAsync();
        await Page.AssertAccessibleInLightAndDarkAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Reprendre les champs cochés" }).ClickAsync();

        await Assertions.Expect(Page.Locator("#RaisonSociale")).ToHaveValueAsync("MENUISERIE LEFEVRE");
        await Assertions.Expect(Page.Locator("#Siret")).ToHaveValueAsync("73282932000074");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Créer l’entreprise" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("MENUISERIE LEFEVRE");

        Assert.Equal("732829320 43.32A 5710 11 69003 LYON", await Program.Database.ScalarAsync<string>($"select concat_ws(' ', siren, code_naf, categorie_juridique, tranche_effectif, facturation_code_postal, facturation_commune) from entreprises where tenant_id = '{organisation.Id}'"));
        Assert.Contains(Program.Annuaire.Asked, a => a.Query.StartsWith("?q=menuiserie%20lef%C3%A8vre&", StringComparison.Ordinal));

        // Last: nobody asks again for the minute that it wants.
        Program.Annuaire.Answer = (_, http) =>
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = "60";
            return Task.CompletedTask;
        };
        await Page.OpenLiveAsync("/entreprises/nouvelle");
        await Page.GetByRole(AriaRole.Searchbox, new() { Name = "Nom ou SIREN" }).FillAsync("autre");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Chercher", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByText("patienter")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_a_stock_file_says_is_reviewed_accepted_and_stands_on_the_sheet()
    {
        var organisation = await Page.SignInAsync(Program);
        var id = await Program.Database.AddEntrepriseAsync(organisation, "Menuiserie Lefèvre");
        await Program.Database.ScalarAsync<object>($"update entreprises set siren = '732829320', code_naf = '43.99C' where id = '{id}'");
        const string Stock = "siren,statutDiffusionUniteLegale,dateDebut,etatAdministratifUniteLegale,categorieJuridiqueUniteLegale,activitePrincipaleUniteLegale,nomenclatureActivitePrincipaleUniteLegale\n732829320,O,2026-03-01,C,5710,43.32A,NAFRev2\n";
        await Program.Database.Get<ExecutionSirene>().RunAsync(organisation.Id, new StringReader(Stock), "StockUniteLegale.csv, 2026-11-01", TestContext.Current.CancellationToken);

        await Page.OpenLiveAsync("/entreprises/sirene");
        await Assertions.Expect(Page.GetByText("Travaux de construction spécialisés")).ToHaveCountAsync(2);
        await Page.AssertAccessibleInLightAndDarkAsync();
        await Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "01/03/2026" }).GetByRole(AriaRole.Button, new() { Name = "Accepter" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Travaux de construction spécialisés")).ToHaveCountAsync(2);
        await Assertions.Expect(Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "01/03/2026" })).ToHaveCountAsync(0);
        await Page.OpenLiveAsync($"/entreprises/{id}");
        await Assertions.Expect(Page.GetByText("Cessée le")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("01/03/2026").First).ToBeVisibleAsync();
    }
}
