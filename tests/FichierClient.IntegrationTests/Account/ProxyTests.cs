using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace FichierClient.IntegrationTests.Account;

/// <summary>A program that believes the proxies of one network, with tight limits; a test says from which address a request comes.</summary>
public sealed class ProxiedProgram : AccountProgram
{
    public const string Peer = "X-Test-Peer";

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["FICHIER_URL"] = "https://clients.essai.test",
        ["FICHIER_PROXIES"] = "10.0.0.0/24, 192.0.2.9",
        ["Limites:ConnexionsParMinute"] = "2",
    };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, FromPeer>());
    }

    private sealed class FromPeer : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(http.Request.Headers[Peer].ToString());
                return rest(http);
            });
            next(app);
        };
    }
}

/// <summary>FICHIER_PROXIES: the address of the person is taken from those proxies alone, so that nobody escapes a limit by naming another.</summary>
public sealed class ProxyTests(ProxiedProgram program) : IClassFixture<ProxiedProgram>
{
    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("192.0.2.9")]
    public async Task People_behind_a_known_proxy_have_limits_of_their_own(string proxy)
    {
        for (var person = 1; person <= 6; person++) Assert.NotEqual(HttpStatusCode.TooManyRequests, await TryAsync(proxy, $"203.0.113.{person}"));
    }

    [Theory]
    [InlineData("10.0.1.7")]
    [InlineData("192.0.2.10")]
    public async Task Whoever_else_names_an_address_counts_as_itself(string stranger)
    {
        var answers = new List<HttpStatusCode>();
        for (var person = 1; person <= 6; person++) answers.Add(await TryAsync(stranger, $"203.0.113.{100 + person}"));

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    private async Task<HttpStatusCode> TryAsync(string peer, string person)
    {
        using var client = program.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/Account/Login");
        request.Headers.Add(ProxiedProgram.Peer, peer);
        request.Headers.Add("X-Forwarded-For", person);
        request.Headers.Host = "clients.essai.test";
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
