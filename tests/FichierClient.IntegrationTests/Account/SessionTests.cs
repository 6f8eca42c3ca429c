using System.Net;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Account;
using Microsoft.Extensions.DependencyInjection;

namespace FichierClient.IntegrationTests.Account;

public sealed class SessionTests(AccountProgram program) : IClassFixture<AccountProgram>
{
    [Fact]
    public async Task A_stolen_cookie_ends_with_sign_out_everywhere()
    {
        var (_, email) = await AddAsync("vol");
        var owner = program.Browse();
        Assert.True(await owner.SignInAsync(email));
        var thief = program.Browse().With(owner.Cookies);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/")).StatusCode);

        await owner.SubmitAsync("/Account/Manage/Sessions", "everywhere");

        Assert.Equal(HttpStatusCode.Found, (await thief.GetAsync("/")).StatusCode);
        Assert.True(await program.Browse().SignInAsync(email));
    }

    [Fact]
    public void Cookies_and_open_pages_are_checked_at_least_once_a_minute()
    {
        Assert.InRange(AccountRegistration.Revalidation, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_keeps_this_one()
    {
        var (_, email) = await AddAsync("change");
        var here = program.Browse();
        var elsewhere = program.Browse();
        Assert.True(await here.SignInAsync(email) && await elsewhere.SignInAsync(email));

        await here.SubmitAsync("/Account/Manage/Password", "password", ("Current", AccountProgram.Password), ("Password", "encore plus long que ça"), ("Again", "encore plus long que ça"));

        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await elsewhere.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task An_authenticator_s_key_is_made_once_keeps_the_session_and_is_another_after_it_was_stopped()
    {
        var (_, email) = await AddAsync("totp");
        var browser = program.Browse();
        Assert.True(await browser.SignInAsync(email));

        // Here a session is checked without a pause, also while this very page gives it a new stamp: the key is read from the next answer.
        await browser.GetAsync("/Account/Manage/Authenticator");
        var key = await KeyAsync(browser);
        Assert.Equal(32, key.Length);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
        Assert.Equal(key, await KeyAsync(browser));
        await browser.SubmitAsync("/Account/Manage/Authenticator", "authenticator", ("Code", Totp.Now(key)));
        Assert.True(await program.WithUsersAsync(async users => (await users.FindByEmailAsync(email))!.TwoFactorEnabled));
        await browser.SubmitAsync("/Account/Manage/TwoFactor", "stop", ("Password", AccountProgram.Password));

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
        await browser.GetAsync("/Account/Manage/Authenticator");
        Assert.NotEqual(key, await KeyAsync(browser));
        await browser.SubmitAsync("/Account/Manage/Authenticator", "authenticator", ("Code", Totp.Now(key)));
        Assert.False(await program.WithUsersAsync(async users => (await users.FindByEmailAsync(email))!.TwoFactorEnabled));
    }

    /// <summary>As the page shows it, in groups of four.</summary>
    private static async Task<string> KeyAsync(FormBrowser browser)
    {
        var page = await browser.ReadAsync("/Account/Manage/Authenticator");
        const string before = "fc-account-key\">";
        var at = page.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return page[at..page.IndexOf('<', at)].Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
    }

    [Fact]
    public async Task A_forgotten_password_is_chosen_anew_once_through_the_mail()
    {
        var (_, email) = await AddAsync("oubli");
        var before = program.Browse();
        Assert.True(await before.SignInAsync(email));
        await program.Browse().SubmitAsync("/Account/ForgotPassword", "forgot", ("Email", email));
        var link = Link(await program.MailsToAsync(email));

        var reset = await program.Browse().SubmitAsync(link, "reset", ("Password", "un tout autre mot de passe"), ("Again", "un tout autre mot de passe"));

        Assert.Equal(HttpStatusCode.Found, reset.StatusCode);
        Assert.False(await program.Browse().SignInAsync(email));
        Assert.True(await program.Browse().SignInAsync(email, "un tout autre mot de passe"));
        Assert.Equal(HttpStatusCode.Found, (await before.GetAsync("/")).StatusCode);
        var again = await program.Browse().SubmitAsync(link, "reset", ("Password", "et encore un autre ici"), ("Again", "et encore un autre ici"));
        Assert.Contains("plus valable", await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_nobody_has_gets_no_mail()
    {
        await program.Browse().SubmitAsync("/Account/ForgotPassword", "forgot", ("Email", "personne-du-tout@essai.test"));

        Assert.Empty(await program.MailsToAsync("personne-du-tout@essai.test"));
    }

    [Fact]
    public async Task A_profile_is_saved_and_colleagues_see_the_new_name()
    {
        var (organisation, email) = await AddAsync("profil");
        var browser = program.Browse();
        Assert.True(await browser.SignInAsync(email));

        await browser.SubmitAsync("/Account/Manage", "profile", ("Nom", "Dominique Neuf"), ("Langue", "en"), ("Theme", "dark"));

        var page = await browser.ReadAsync("/Account/Manage");
        Assert.Contains("value=\"Dominique Neuf\"", page, StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", page, StringComparison.Ordinal);
        Assert.Contains("data-theme=\"dark\"", page, StringComparison.Ordinal);
        Assert.Equal("Dominique Neuf", await program.Database.ScalarAsync<string>($"select nom from membres where tenant_id = '{organisation.Id}' and email = '{email}'"));
    }

    [Fact]
    public async Task A_member_whose_role_may_not_is_told_so_within_the_frame()
    {
        var organisation = await program.Database.AddOrganisationAsync("refus");
        var browser = program.Browse();
        Assert.True(await browser.SignInAsync(await program.AddAccountAsync(organisation.Id, "refus@essai.test", Role.Lecteur)));

        var denied = await browser.GetAsync("/parametres/membres");
        var told = await browser.GetAsync(denied.Headers.Location!.PathAndQuery);
        Assert.Equal("/acces-refuse", told.Headers.Location!.AbsolutePath);
        var page = await browser.ReadAsync("/acces-refuse");

        Assert.Contains("Accès refusé", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("fc-nav", page, StringComparison.Ordinal);
        // Without an address that was refused nothing is guessed: a page that ends here because the session ended stays here.
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/Account/AccessDenied")).StatusCode);
    }

    [Fact]
    public async Task Nobody_enters_an_organisation_they_are_not_a_member_of()
    {
        var (mine, email) = await AddAsync("mienne");
        var (foreign, _) = await AddAsync("autre");
        var browser = program.Browse();
        Assert.True(await browser.SignInAsync(email));
        var token = FormBrowser.Token(await browser.ReadAsync("/Account/AccessDenied"));

        var answer = await browser.PostAsync("/Account/SwitchOrganisation", ("organisation", foreign.Id.ToString()), ("__RequestVerificationToken", token));

        Assert.EndsWith("/Account/AccessDenied", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        var page = await browser.ReadAsync("/");
        Assert.Contains($"Organisation {mine.Slug}", page, StringComparison.Ordinal);
        Assert.DoesNotContain(foreign.Slug, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_of_two_organisations_switches_and_another_browser_stays_where_it_was()
    {
        var (first, email) = await AddAsync("deux");
        var second = await program.Database.AddOrganisationAsync("o-" + Guid.NewGuid().ToString("N")[..10]);
        await program.AddAccountAsync(second.Id, email, Role.Lecteur);
        var browser = program.Browse();
        var other = program.Browse();
        Assert.True(await browser.SignInAsync(email) && await other.SignInAsync(email));
        var before = await CurrentAsync(browser, first, second);
        var target = before == first ? second : first;
        var token = FormBrowser.Token(await browser.ReadAsync("/Account/AccessDenied"));

        await browser.PostAsync("/Account/SwitchOrganisation", ("organisation", target.Id.ToString()), ("__RequestVerificationToken", token));

        Assert.Equal(target, await CurrentAsync(browser, first, second));
        Assert.Equal(before, await CurrentAsync(other, first, second));
    }

    [Fact]
    public async Task A_withdrawn_member_gets_in_no_more_with_a_cookie_that_is_still_good()
    {
        var (organisation, email) = await AddAsync("retire");
        var browser = program.Browse();
        Assert.True(await browser.SignInAsync(email));

        await program.Database.ScalarAsync<object>($"update membres set retire_le = now() where tenant_id = '{organisation.Id}' and email = '{email}'");
        program.Services.GetRequiredService<FichierClient.Application.Organisations.ActeurSource>().Forget(
            organisation.Id, await program.Database.ScalarAsync<Guid>($"select id from membres where tenant_id = '{organisation.Id}' and email = '{email}'"));

        var answer = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("/Account/AccessDenied", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private static async Task<TestOrganisation> CurrentAsync(FormBrowser browser, params TestOrganisation[] organisations)
    {
        var page = await browser.ReadAsync("/");
        var label = System.Text.RegularExpressions.Regex.Match(page, "title=\"Organisation (o-[0-9a-f]+)");
        return organisations.Single(o => o.Slug == label.Groups[1].Value);
    }

    private async Task<(TestOrganisation Organisation, string Email)> AddAsync(string name)
    {
        var organisation = await program.Database.AddOrganisationAsync("o-" + Guid.NewGuid().ToString("N")[..10]);
        return (organisation, await program.AddAccountAsync(organisation.Id, $"{name}@essai.test"));
    }

    private static string Link(IReadOnlyList<MimeKit.MimeMessage> mails) =>
        new Uri(mails[^1].TextBody!.Split('\n').Single(l => l.StartsWith("http", StringComparison.Ordinal))).PathAndQuery;
}
