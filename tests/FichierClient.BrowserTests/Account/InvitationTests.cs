using FichierClient.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Account;

public sealed class InvitationTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    [Fact]
    public async Task An_invited_person_makes_an_account_and_works_with_the_role_that_was_given()
    {
        await Page.SignInAsync(Program);
        var link = await InviteAsync(Page, "nouvelle@essai.test", "Lecteur");

        var guest = await OpenBrowserAsync();
        await guest.GotoAsync(link);
        await guest.KeepPictureAsync("Light-invitation");
        await guest.AssertAccessibleAsync();
        await guest.GetByLabel("Votre nom").FillAsync("Noé Nouveau");
        await guest.GetByLabel("Nouveau mot de passe").FillAsync(SignedIn.Password);
        await guest.GetByLabel("Le même, une seconde fois").FillAsync(SignedIn.Password);
        await guest.GetByRole(AriaRole.Button, new() { Name = "Rejoindre" }).ClickAsync();
        await guest.WaitAddressAsync(url => !url.Contains("/Account/", StringComparison.Ordinal));

        await Page.GotoAsync("/parametres/membres");
        await Assertions.Expect(Page.GetByLabel("Rôle de Noé Nouveau")).ToHaveValueAsync("Lecteur");
        var again = await OpenBrowserAsync();
        await again.SignInAsync("nouvelle@essai.test");
        await again.GotoAsync("/parametres/membres");
        await Assertions.Expect(again.GetByText("Accès refusé").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_person_of_another_organisation_accepts_with_their_account_then_switches()
    {
        var first = await Program.Database.AddOrganisationAsync("premiere");
        var email = await Program.AddAccountAsync(first.Id);
        var second = await Page.SignInAsync(Program, slug: "seconde");
        var link = await InviteAsync(Page, email, "Commercial");

        var guest = await OpenBrowserAsync();
        await guest.SignInAsync(email);
        await guest.GotoAsync(link);
        await guest.GetByRole(AriaRole.Button, new() { Name = "Rejoindre Organisation seconde" }).ClickAsync();
        var organisations = guest.GetByRole(AriaRole.Button, new() { Name = "changer d’organisation" });
        await Assertions.Expect(organisations).ToContainTextAsync("Organisation seconde");
        await guest.WaitLiveAsync();

        await organisations.ClickAsync();
        await guest.KeepPictureAsync("Light-switch");
        await guest.GetByRole(AriaRole.Button, new() { Name = "Organisation premiere", Exact = true }).ClickAsync();

        await Assertions.Expect(organisations).ToContainTextAsync("Organisation premiere");
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Somebody_signed_in_with_another_address_is_asked_to_sign_out()
    {
        await Page.SignInAsync(Program);
        var link = await InviteAsync(Page, "tiers@essai.test", "Commercial");

        await Page.GotoAsync(link);

        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("avec une autre adresse");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" }).ClickAsync();
        await Assertions.Expect(Page.GetByLabel("Votre nom")).ToBeVisibleAsync();
    }

    private static async Task<string> InviteAsync(IPage page, string email, string role)
    {
        await page.OpenLiveAsync("/parametres/invitations");
        await page.GetByLabel("Adresse e-mail").FillAsync(email);
        await page.GetByLabel("Rôle").SelectOptionAsync(new SelectOptionValue { Label = role });
        await page.GetByRole(AriaRole.Button, new() { Name = "Envoyer l’invitation" }).ClickAsync();
        return await page.GetByRole(AriaRole.Link, new() { Name = "ouvrir le lien de l’invitation" }).GetAttributeAsync("href") ?? "";
    }
}
