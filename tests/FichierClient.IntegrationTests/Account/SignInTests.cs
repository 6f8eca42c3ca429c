using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using FichierClient.Web.Account;

namespace FichierClient.IntegrationTests.Account;

public sealed partial class SignInTests(AccountProgram program) : IClassFixture<AccountProgram>
{
    [Fact]
    public async Task Five_wrong_passwords_close_the_account_and_the_right_one_is_then_refused_in_the_same_words()
    {
        var email = await AddAsync("verrou");
        var browser = program.Browse();
        var answers = new List<string>();
        for (var attempt = 0; attempt < 5; attempt++) answers.Add(await TryAsync(browser, email, "ce n’est pas le bon"));

        answers.Add(await TryAsync(browser, email, AccountProgram.Password));

        Assert.Contains("Adresse ou mot de passe incorrects", answers[0], StringComparison.Ordinal);
        Assert.Single(answers.Select(Comparable).Distinct());
        Assert.True(await program.WithUsersAsync(async u => await u.IsLockedOutAsync((await u.FindByEmailAsync(email))!)));
    }

    [Fact]
    public async Task No_answer_to_a_sign_in_tells_whether_the_account_exists()
    {
        var email = await AddAsync("existe");
        var (known, knownTime) = await TimeAsync(() => TryAsync(program.Browse(), email, "ce n’est pas le bon"));
        var (unknown, unknownTime) = await TimeAsync(() => TryAsync(program.Browse(), "personne@essai.test", "ce n’est pas le bon"));

        Assert.Equal(Comparable(known), Comparable(unknown));
        Assert.True(knownTime >= SignIn.Floor && unknownTime >= SignIn.Floor, $"{knownTime} {unknownTime}");
    }

    [Theory]
    [InlineData("/Account/ForgotPassword", "forgot")]
    [InlineData("/Account/ResendEmailConfirmation", "resend")]
    public async Task No_answer_of_a_page_that_sends_mail_tells_whether_the_account_exists(string page, string form)
    {
        var email = await AddAsync(form);
        var (known, knownTime) = await TimeAsync(() => SendAsync(email));
        var (unknown, unknownTime) = await TimeAsync(() => SendAsync("personne@essai.test"));

        Assert.Equal(Comparable(known), Comparable(unknown));
        Assert.Contains("Si un compte", known, StringComparison.Ordinal);
        Assert.True(knownTime >= SignIn.Floor && unknownTime >= SignIn.Floor, $"{knownTime} {unknownTime}");

        async Task<string> SendAsync(string address)
        {
            var response = await program.Browse().SubmitAsync(page, form, ("Email", address));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return await response.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task A_passkey_is_asked_for_without_naming_those_of_an_account()
    {
        var browser = program.Browse();
        var token = FormBrowser.Token(await browser.ReadAsync("/Account/Login"));

        var options = await (await browser.PostAsync("/Account/PasskeyRequestOptions?username=existe@essai.test", ("__RequestVerificationToken", token))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("\"allowCredentials\":[]", options, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//ailleurs.test/")]
    [InlineData("https://ailleurs.test/")]
    [InlineData("/\\ailleurs.test")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task A_return_address_of_another_site_leads_to_the_start_page(string address)
    {
        var email = await AddAsync("retour" + Math.Abs(address.GetHashCode(StringComparison.Ordinal)));

        var response = await program.Browse().SubmitAsync(
            $"/Account/Login?ReturnUrl={Uri.EscapeDataString(address)}", "login", ("Email", email), ("Password", AccountProgram.Password));

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("http://localhost/", new Uri(new Uri("http://localhost/"), response.Headers.Location!).AbsoluteUri);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var browser = program.Browse();
        await browser.GetAsync("/Account/Login");

        var response = await browser.PostAsync("/Account/Login", ("_handler", "login"), ("Input.Email", "a@essai.test"), ("Input.Password", "x"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Rien n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_whose_address_is_not_confirmed_gets_a_link_only_with_the_right_password()
    {
        var email = await AddAsync("attente");
        await program.WithUsersAsync(async users =>
        {
            var user = (await users.FindByEmailAsync(email))!;
            user.EmailConfirmed = false;
            return await users.UpdateAsync(user);
        });

        Assert.Contains("Adresse ou mot de passe incorrects", await TryAsync(program.Browse(), email, "ce n’est pas le bon"), StringComparison.Ordinal);
        Assert.Contains("pas encore confirm", await TryAsync(program.Browse(), email, AccountProgram.Password), StringComparison.Ordinal);

        var link = (await program.MailsToAsync(email)).Single().TextBody!.Split('\n').Single(l => l.StartsWith("http", StringComparison.Ordinal));
        await program.Browse().SubmitAsync(new Uri(link).PathAndQuery, "confirm");
        Assert.True(await program.Browse().SignInAsync(email));
    }

    private async Task<string> AddAsync(string name)
    {
        var organisation = await program.Database.AddOrganisationAsync("o-" + Guid.NewGuid().ToString("N")[..10]);
        return await program.AddAccountAsync(organisation.Id, $"{name}@essai.test");
    }

    private static async Task<string> TryAsync(FormBrowser browser, string email, string password)
    {
        var response = await browser.SubmitAsync("/Account/Login", "login", ("Email", email), ("Password", password));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }

    private static async Task<(string Answer, TimeSpan Time)> TimeAsync(Func<Task<string>> act)
    {
        var started = Stopwatch.GetTimestamp();
        return (await act(), Stopwatch.GetElapsedTime(started));
    }

    /// <summary>What differs at each request anyway: tokens, the address that was typed.</summary>
    private static string Comparable(string page) => Changing().Replace(page, "");

    [GeneratedRegex("(value|data-token)=\"[^\"]*\"|<!--.*?-->|[a-z]+@essai\\.test", RegexOptions.Singleline)]
    private static partial Regex Changing();
}
