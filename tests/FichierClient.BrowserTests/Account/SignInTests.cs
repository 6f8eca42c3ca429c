using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Account;

public sealed class SignInTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Theory]
    [InlineData(Role.Administrateur)]
    [InlineData(Role.Responsable)]
    [InlineData(Role.Commercial)]
    [InlineData(Role.Dpo)]
    [InlineData(Role.Lecteur)]
    public async Task Every_role_signs_in_and_finds_what_it_may_open(Role role)
    {
        await Page.SignInAsync(Program, role);

        var navigation = Page.GetByRole(AriaRole.Navigation, new() { Name = "Navigation principale" }).First;
        await Assertions.Expect(navigation.GetByRole(AriaRole.Link, new() { Name = "Entreprises" })).ToBeVisibleAsync();
        await Assertions.Expect(navigation.GetByRole(AriaRole.Link, new() { Name = "Imports" })).ToHaveCountAsync(Droits.Allows(role, Permission.ImportsRun) ? 1 : 0);
    }

    [Fact]
    public async Task A_page_that_was_asked_for_opens_after_sign_in()
    {
        var organisation = await Program.Database.AddOrganisationAsync("retour");
        var email = await Program.AddAccountAsync(organisation.Id);
        await Page.GotoAsync("/parametres/membres");

        await FillAsync(Page, email, SignedIn.Password);

        await Page.WaitAddressAsync("/parametres/membres");
    }

    [Fact]
    public async Task Signing_out_closes_the_file()
    {
        await Page.SignInAsync(Program);
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Compte" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" }).ClickAsync();
        await Page.WaitAddressAsync("/Account/Login");

        await Page.GotoAsync("/parametres/membres");

        Assert.Contains("/Account/Login", Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_factor_is_set_up_then_asked_and_a_recovery_code_replaces_it_once()
    {
        var organisation = await Program.Database.AddOrganisationAsync("second");
        var email = await Program.AddAccountAsync(organisation.Id);
        await Page.SignInAsync(email);
        await Page.GotoAsync("/Account/Manage/Authenticator");
        var secret = (await Page.Locator(".fc-account-key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await Page.GetByLabel("Code à six chiffres").FillAsync(Totp.Now(secret));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Vérifier et activer" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".fc-account-codes li")).ToHaveCountAsync(10);
        await Page.KeepPictureAsync("Light-codes");
        await Page.AssertAccessibleAsync();
        var recovery = await Page.Locator(".fc-account-codes li").First.InnerTextAsync();

        var other = await OpenBrowserAsync();
        await other.GotoAsync("/Account/Login");
        await FillAsync(other, email, SignedIn.Password);
        await Assertions.Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Code de vérification" })).ToBeVisibleAsync();
        await other.KeepPictureAsync("Light-2fa");
        await other.GetByLabel("Code à six chiffres").FillAsync(Totp.Now(secret));
        await other.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        await other.WaitAddressAsync(url => !url.Contains("/Account/", StringComparison.Ordinal));

        await EnterWithRecoveryCodeAsync(await OpenBrowserAsync(), email, recovery);
        var again = await OpenBrowserAsync();
        await EnterWithRecoveryCodeAsync(again, email, recovery, waits: false);
        await Assertions.Expect(again.GetByText("Ce code n’est pas le bon").First).ToBeVisibleAsync();
    }

    private static async Task EnterWithRecoveryCodeAsync(IPage page, string email, string recovery, bool waits = true)
    {
        await page.GotoAsync("/Account/Login");
        await FillAsync(page, email, SignedIn.Password);
        await page.GetByRole(AriaRole.Link, new() { Name = "Utiliser un code de secours" }).ClickAsync();
        await page.GetByLabel("Code de secours").FillAsync(recovery);
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync();
        if (waits) await page.WaitAddressAsync(url => !url.Contains("/Account/", StringComparison.Ordinal));
    }

    private static async Task FillAsync(IPage page, string email, string password)
    {
        await page.GetByLabel("Adresse e-mail").FillAsync(email);
        await page.GetByLabel("Mot de passe", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter", Exact = true }).ClickAsync();
    }
}
