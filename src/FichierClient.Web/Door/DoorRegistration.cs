using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;

namespace FichierClient.Web.Door;

/// <summary>What stands between the network and the pages: sizes, cookies, headers, limits, proxies.</summary>
public static class DoorRegistration
{
    /// <summary>Largest request body: forms alone, since files come through the circuit in pieces.</summary>
    private const long MaxBody = 2 * 1024 * 1024;

    /// <summary>Largest message of a circuit: a long note fits, a file goes in pieces.</summary>
    private const long MaxMessage = 128 * 1024;

    public static WebApplicationBuilder AddDoor(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<TransportSecurity>();
        services.AddHostedService<PlainCookieGuard>();
        services.AddDoorLimits(builder.Configuration);
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
        });
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = MaxBody);
        services.Configure<HubOptions>(hub => hub.MaximumReceiveMessageSize = MaxMessage);
        services.AddOptions<AntiforgeryOptions>().Configure<TransportSecurity>((antiforgery, transport) =>
        {
            antiforgery.Cookie.Name = transport.CookieName("fichier-formulaires");
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            // Over http behind a proxy, Always would answer 500; the cookie policy makes it Secure.
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.None;
        });
        services.AddOptions<CookiePolicyOptions>().Configure<TransportSecurity>((cookies, transport) =>
            cookies.Secure = transport.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest);
        FilterHosts(services, builder.Configuration["FICHIER_URL"]);
        AddProxies(services, builder.Configuration["FICHIER_PROXIES"]);
        return builder;
    }

    /// <summary>First of all that a request meets.</summary>
    public static WebApplication UseDoor(this WebApplication app)
    {
        if (!string.IsNullOrEmpty(app.Configuration["FICHIER_PROXIES"])) app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseCookiePolicy();
        return app;
    }

    /// <summary>With a public address, requests under any other name are refused: no answer is built from a made-up Host.</summary>
    private static void FilterHosts(IServiceCollection services, string? publicAddress)
    {
        if (string.IsNullOrEmpty(publicAddress)) return;
        services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = [new Uri(publicAddress).Host, "localhost", "127.0.0.1", "[::1]"]);
    }

    /// <summary><c>FICHIER_PROXIES</c>: addresses or networks (10.0.0.0/8) of the proxies that are believed, separated by commas.</summary>
    private static void AddProxies(IServiceCollection services, string? proxies) => services.Configure<ForwardedHeadersOptions>(forwarded =>
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in (proxies ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (proxy.Contains('/', StringComparison.Ordinal)) forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            else forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        }
    });
}
