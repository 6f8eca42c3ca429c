using FichierClient.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Account;

/// <summary>With Chromium's virtual authenticator, which answers as a phone whose owner put a finger on it.</summary>
public sealed class PasskeyTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task A_passkey_is_added_named_used_to_sign_in_and_removed()
    {
        await PlugAuthenticatorAsync(Page);
        // The browser's own offer would come before the click: the next test has it.
        await Page.AddInitScriptAsync("PublicKeyCredential.isConditionalMediationAvailable = undefined");
        await Page.SignInAsync(Program);
        await Page.GotoAsync("/Account/Manage/Passkeys");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter une clé d’accès" }).ClickAsync();
        await Page.GetByLabel("Nom").FillAsync("Téléphone");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".fc-account-list").GetByText("Téléphone")).ToBeVisibleAsync();
        await Page.KeepPictureAsync("Light-passkey");

        await Page.Context.ClearCookiesAsync();
        await Page.GotoAsync("/Account/Login");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter avec une clé d’accès" }).ClickAsync();
        await Page.WaitAddressAsync(url => !url.Contains("/Account/", StringComparison.Ordinal));
        // Language and theme of the account, in a browser that knew neither.
        Assert.Contains(await Page.Context.CookiesAsync(), c => c.Name == ".AspNetCore.Culture");

        await Page.GotoAsync("/Account/Manage/Passkeys");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Supprimer Téléphone" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("La clé d’accès est supprimée.")).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByText("Téléphone")).ToHaveCountAsync(0);

        await Page.Context.ClearCookiesAsync();
        await Page.GotoAsync("/Account/Login");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter avec une clé d’accès" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Cette clé d’accès n’ouvre aucun compte ici.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_browser_offers_a_passkey_by_itself_on_the_sign_in_page()
    {
        await PlugAuthenticatorAsync(Page);
        await Page.SignInAsync(Program);
        await Page.GotoAsync("/Account/Manage/Passkeys");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ajouter une clé d’accès" }).ClickAsync();
        await Page.WaitAddressAsync("/Passkeys/");

        await Page.Context.ClearCookiesAsync();
        await Page.GotoAsync("/Account/Login");

        await Page.WaitAddressAsync(url => !url.Contains("/Account/", StringComparison.Ordinal));
    }

    private static async Task PlugAuthenticatorAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable", new Dictionary<string, object> { ["enableUI"] = false });
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
