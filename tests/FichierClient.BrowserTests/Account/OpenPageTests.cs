using FichierClient.BrowserTests.Infrastructure;
using FichierClient.Domain.Organisations;

namespace FichierClient.BrowserTests.Account;

/// <summary>Pages that stay open while the right to them ends. Slow on purpose: they wait for the real interval.</summary>
public sealed class OpenPageTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task A_page_left_open_ends_within_a_minute_when_the_membership_is_withdrawn()
    {
        var organisation = await Program.Database.AddOrganisationAsync("ouverte");
        var email = await Program.AddAccountAsync(organisation.Id, Role.Commercial);
        await Page.SignInAsync(email);
        await Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);

        await Program.Database.ScalarAsync<object>($"update membres set retire_le = now() where tenant_id = '{organisation.Id}' and email = '{email}'");

        await Page.WaitAddressAsync("/Account/AccessDenied", TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_page_left_open_ends_within_a_minute_after_sign_out_everywhere()
    {
        var organisation = await Program.Database.AddOrganisationAsync("partout");
        var email = await Program.AddAccountAsync(organisation.Id);
        await Page.SignInAsync(email);
        await Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
        var other = await OpenBrowserAsync();
        await other.SignInAsync(email);
        await other.GotoAsync("/Account/Manage/Sessions");

        await other.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Se déconnecter partout" }).ClickAsync();

        await Page.WaitAddressAsync("/Account/Login", TimeSpan.FromMinutes(1));
    }
}
