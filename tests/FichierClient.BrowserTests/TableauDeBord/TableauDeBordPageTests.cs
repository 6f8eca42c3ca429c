using System.Text.RegularExpressions;
using FichierClient.Application.Common;
using FichierClient.Application.Ventes;
using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Common;
using FichierClient.Web.Operations.Demo;
using FichierClient.Web.Ventes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.TableauDeBord;

public sealed partial class TableauDeBordPageTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    private const string Dashboard = "/tableau-de-bord";

    private Guid organisation;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        organisation = await Program.FillDemoAsync();
    }

    [Fact]
    public async Task A_revenue_of_a_thousand_millions_is_shown_whole()
    {
        await Page.SignInDemoAsync(Role.Administrateur);
        await OpenAsync(Dashboard);

        var (inner, outer) = (await WidthAsync("scrollWidth"), await WidthAsync("clientWidth"));

        Assert.Equal(outer, inner);
        // The amount of a large organisation, in the place of the demo's.
        Task<int> WidthAsync(string property) => Page.EvaluateAsync<int>($$"""
            () => {
              const place = document.querySelector(".fc-chiffre-valeur"), text = "1 285 274 779,43 €".replaceAll(" ", "\u00a0");
              place.firstElementChild.textContent = text;
              place.style.setProperty("--fc-n", text.length);
              return place.{{property}};
            }
            """);
    }

    [Theory]
    [InlineData(Role.Administrateur, "")]
    [InlineData(Role.Commercial, "")]
    [InlineData(Role.Administrateur, "?annee=2026&canal=aucun")]
    public async Task Each_amount_on_the_page_is_the_total_of_the_list_that_its_link_opens(Role role, string query)
    {
        await Page.SignInDemoAsync(role);
        await OpenAsync(Dashboard + query);
        var acteur = await ActeurAsync(role);
        await Page.GetByText("Voir les chiffres").ClickAsync();
        var links = await Page.Locator("main a[href^='/ventes?']:not([data-mois]):not(.fc-objectifs a)").AllAsync();
        Assert.True(links.Count > 20, $"only {links.Count} figures open a list");

        foreach (var link in links)
        {
            var href = (await link.GetAttributeAsync("href"))!;
            var row = link.Locator("xpath=ancestor::tr");
            var shown = await link.GetAttributeAsync("data-chiffre") is null && await row.CountAsync() > 0 && !Amount().IsMatch(await link.InnerTextAsync())
                ? await row.Locator("td .fc-montant").First.InnerTextAsync()
                : await link.InnerTextAsync();
            if (!Amount().IsMatch(shown) || await link.GetAttributeAsync("data-chiffre") is "panier") continue;
            var total = await Program.Services.GetRequiredService<TotalVentes>().RunAsync(acteur, VenteAdresse.Read(QueryState.Parse(href)), TestContext.Current.CancellationToken);
            Assert.True(NombreFrancais.TryParse(Amount().Match(shown).Groups[1].Value, out var amount), shown);
            Assert.Equal((href, amount), (href, total.Value.Montant));
        }
    }

    [Fact]
    public async Task A_figure_opens_its_rows_and_back_leads_to_the_figure()
    {
        await Page.SignInDemoAsync(Role.Administrateur);
        await OpenAsync(Dashboard);
        var revenue = Page.Locator("[data-chiffre=ca]");
        var amount = await revenue.InnerTextAsync();

        await revenue.ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Ventes", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Main)).ToContainTextAsync(amount);
        await Page.GoBackAsync();
        await Assertions.Expect(Page.Locator("[data-chiffre=ca]")).ToHaveTextAsync(amount);
    }

    [Fact]
    public async Task A_bar_and_a_list_of_clients_open_their_rows()
    {
        await Page.SignInDemoAsync(Role.Administrateur);
        await OpenAsync(Dashboard);
        var lost = await Page.Locator("[data-chiffre=perdus]").InnerTextAsync();

        await Page.Locator("[data-mois='2']").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitAddressAsync("/ventes?date=");
        await Page.GoBackAsync();
        await Page.Locator("[data-chiffre=perdus]").ClickAsync();

        await Page.WaitAddressAsync("/entreprises?perdu=oui");
        await Assertions.Expect(Page.Locator(".fc-count")).ToHaveTextAsync(lost);
    }

    [Fact]
    public async Task Period_and_filters_stand_in_the_address_and_survive_a_reload()
    {
        await Page.SignInDemoAsync(Role.Administrateur);
        await OpenAsync(Dashboard);
        var all = await Page.Locator("[data-chiffre=ca]").InnerTextAsync();
        await OpenPopoverAsync("periode");
        await Page.Locator("#periode").GetByLabel("Du", new() { Exact = true }).FillAsync("01/01/2026");
        await Page.Locator("#periode").GetByLabel("Au", new() { Exact = true }).FillAsync("30/06/2026");
        await Page.Locator("#periode").GetByRole(AriaRole.Button, new() { Name = "Appliquer" }).ClickAsync();
        await Page.WaitAddressAsync("?du=2026-01-01&au=2026-06-30");
        await Assertions.Expect(Page.Locator("[data-chiffre=ca]")).Not.ToHaveTextAsync(all);
        var halfYear = await Page.Locator("[data-chiffre=ca]").InnerTextAsync();

        await OpenPopoverAsync("f-plus");
        await Page.Locator("#f-plus summary", new() { HasText = "Commercial" }).ClickAsync();
        await Page.Locator("#f-plus").GetByLabel("Sophie Lemaire").CheckAsync();
        await Page.Locator("#f-plus details[open]").GetByRole(AriaRole.Button, new() { Name = "Appliquer" }).ClickAsync();

        await Page.WaitAddressAsync(url => url.Contains("du=2026-01-01", StringComparison.Ordinal) && url.Contains("commercial=", StringComparison.Ordinal));
        await Assertions.Expect(Page.Locator("[data-chiffre=ca]")).Not.ToHaveTextAsync(halfYear);
        var filtered = await Page.Locator("[data-chiffre=ca]").InnerTextAsync();
        await Page.ReloadAsync();
        await Assertions.Expect(Page.Locator("[data-chiffre=ca]")).ToHaveTextAsync(filtered);
        await Assertions.Expect(Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Sophie Lemaire");
        await Assertions.Expect(Page.Locator("[popovertarget=periode]")).ToContainTextAsync("du 01/01/2026 au 30/06/2026");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_dashboard_is_accessible(ColorScheme colors)
    {
        await Page.SignInDemoAsync(Role.Responsable);
        await OpenAsync(Dashboard);
        await Page.ShowAsync(colors);
        await Page.GetByText("Voir les chiffres").ClickAsync();

        await Page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task It_fits_a_phone_and_two_sheets_of_paper()
    {
        await Page.SignInDemoAsync(Role.Administrateur);
        await Page.SetViewportSizeAsync(390, 844);
        await OpenAsync(Dashboard);
        await Assertions.Expect(Page.Locator("[data-chiffre=ca]")).ToBeVisibleAsync();
        Assert.Equal(390, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        await Page.EmulateMediaAsync(new() { Media = Media.Print });
        var paper = System.Text.Encoding.Latin1.GetString(await Page.PdfAsync(new() { PreferCSSPageSize = true }));

        Assert.Equal(2, PdfPage().Count(paper));
    }

    [Fact]
    public async Task An_empty_organisation_is_shown_the_first_step()
    {
        await Page.SignInAsync(Program);
        await OpenAsync(Dashboard);

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Aucune vente sur cette période" })).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Importer des ventes" })).ToBeVisibleAsync();
        await Page.AssertAccessibleAsync();
    }

    private async Task OpenAsync(string address)
    {
        await Page.GotoAsync(address);
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    // A page that comes alive a moment after it is shown closes what was opened before.
    private async Task OpenPopoverAsync(string id)
    {
        for (var attempt = 0; attempt < 10 && !await Page.Locator($"#{id}").IsVisibleAsync(); attempt++)
        {
            await Page.Locator($"[popovertarget={id}]").ClickAsync();
            await Page.WaitForTimeoutAsync(1_000);
        }
    }

    private async Task<Acteur> ActeurAsync(Role role)
    {
        await using var db = Program.Database.Contexts.Open(organisation);
        var email = DemoOrganisation.Accounts.Single(a => a.Role == role).Email;
        var membre = await db.Membres.Where(m => m.Email == email).Select(m => new { m.Id, m.UtilisateurId }).SingleAsync(TestContext.Current.CancellationToken);
        return new Acteur(organisation, membre.Id, membre.UtilisateurId, role, null);
    }

    [GeneratedRegex("^([\\d\\s\u202f\u00a0\u2212-]+,\\d\\d)[\\s\u202f\u00a0]€$")]
    private static partial Regex Amount();

    [GeneratedRegex(@"/Type\s*/Page[^s]")]
    private static partial Regex PdfPage();
}
