using FichierClient.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Account;

public sealed class AccountPagesTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    private static readonly string[] Entrance =
        ["Login", "ForgotPassword", "ResetPassword?email=a%40essai.test&code=abc", "ResendEmailConfirmation", "ConfirmEmail", "Invitation?code=inconnu"];

    private static readonly string[] Manage = ["Manage", "Manage/Email", "Manage/Password", "Manage/TwoFactor", "Manage/Authenticator", "Manage/Passkeys", "Manage/Sessions"];

    [Fact]
    public async Task Pages_before_sign_in_are_accessible_in_light_and_dark()
    {
        foreach (var page in Entrance) await CheckAsync("/Account/" + page);
    }

    [Fact]
    public async Task Pages_of_ones_own_account_are_accessible_in_light_and_dark()
    {
        await Page.SignInAsync(Program);
        foreach (var page in Manage) await CheckAsync("/Account/" + page);
    }

    [Fact]
    public async Task A_page_fits_a_phone_without_scrolling_sideways()
    {
        await Page.SetViewportSizeAsync(390, 800);
        await Page.SignInAsync(Program);
        foreach (var page in Manage.Append("AccessDenied"))
        {
            await Page.GotoAsync("/Account/" + page);
            await Page.KeepPictureAsync($"390-{page.Replace('/', '-')}");
            Assert.Equal(390, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    [Fact]
    public async Task Errors_stand_at_their_field_and_lead_there_from_the_top()
    {
        await Page.GotoAsync("/Account/Login");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter", Exact = true }).ClickAsync();

        await Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = "Indiquez un mot de passe." }).ClickAsync();

        await Assertions.Expect(Page.GetByLabel("Mot de passe", new() { Exact = true })).ToHaveAccessibleDescriptionAsync("Indiquez un mot de passe.");
        await Page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task English_is_one_click_away()
    {
        await Page.GotoAsync("/Account/Login");
        await Page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();

        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    private async Task CheckAsync(string address)
    {
        await Page.GotoAsync(address);
        await Page.AssertAccessibleInLightAndDarkAsync(address.Split('?')[0].Replace('/', '-').TrimStart('-'));
    }
}
