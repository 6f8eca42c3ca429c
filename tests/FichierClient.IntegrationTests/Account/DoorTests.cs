using System.Net;

namespace FichierClient.IntegrationTests.Account;

/// <summary>A program that stands behind TLS on a public address, with tight limits.</summary>
public sealed class PublicProgram : AccountProgram
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["FICHIER_URL"] = "https://clients.essai.test",
        ["Limites:ConnexionsParMinute"] = "3",
        ["Limites:CourrielsParMinute"] = "3",
        ["Limites:InvitationsParMinute"] = "3",
    };
}

public sealed class DoorTests(AccountProgram local, PublicProgram open) : IClassFixture<AccountProgram>, IClassFixture<PublicProgram>
{
    [Fact]
    public async Task On_this_machine_alone_cookies_are_plain_so_that_every_browser_takes_them()
    {
        var cookies = await CookiesAsync(local.Browse());

        Assert.All(cookies, c => Assert.DoesNotContain("secure", c, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, c => Assert.Contains("httponly", c, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task On_a_public_address_every_cookie_is_secure_and_bound_to_the_host()
    {
        var cookies = await CookiesAsync(open.Browse());

        Assert.All(cookies, c =>
        {
            Assert.StartsWith("__Host-", c, StringComparison.Ordinal);
            Assert.Contains("secure", c, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", c, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=", c, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", c, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        foreach (var address in new[] { "/Account/Login", "/css/app.css", "/nulle-part", "/health/live" })
        {
            var headers = (await open.Browse().GetAsync(address)).Headers;
            var policy = headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("max-age=31536000", headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
        }

        Assert.False((await local.Browse().GetAsync("/Account/Login")).Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_request_under_another_name_is_refused()
    {
        using var client = open.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/Account/Login");
        request.Headers.Host = "ailleurs.test";

        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("/Account/Login", "login")]
    [InlineData("/Account/ForgotPassword", "forgot")]
    public async Task Too_many_tries_from_one_address_are_refused_with_a_page_that_says_when(string page, string form)
    {
        var browser = open.Browse();
        HttpResponseMessage answer;
        var tries = 0;
        do
        {
            answer = await browser.SubmitAsync(page, form, ("Email", $"{tries}@essai.test"), ("Password", "x"));
        }
        while (answer.StatusCode == HttpStatusCode.OK && ++tries < 10);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(tries <= 3);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("Trop d", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(page)).StatusCode);
    }

    [Fact]
    public async Task Invitation_links_can_not_be_guessed_fast()
    {
        var answers = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 5; attempt++) answers.Add((await open.Browse().GetAsync($"/Account/Invitation?code=devine{attempt}")).StatusCode);

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/parametres/membres")]
    [InlineData("/Account/Manage")]
    [InlineData("/Account/AccessDenied")]
    [InlineData("/entreprises/nouvelle")]
    public async Task Nothing_opens_without_signing_in(string address)
    {
        var answer = await local.Browse().GetAsync(address);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("/Account/Login", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_circuit_is_for_members_only()
    {
        var answer = await local.Browse().PostAsync("/_blazor/negotiate?negotiateVersion=1");

        Assert.False(answer.IsSuccessStatusCode);
    }

    private static async Task<IReadOnlyList<string>> CookiesAsync(FormBrowser browser)
    {
        var answer = await browser.GetAsync("/Account/Login");
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        return cookies;
    }
}
