using System.Net;

namespace FichierClient.Web.Door;

/// <summary>
/// Whether people reach this program through TLS. Only a program that listens on loopback alone, without a public
/// address, gets plain cookies: the demo's sign-in then works in every browser.
/// </summary>
public sealed class TransportSecurity(IConfiguration configuration)
{
    /// <summary>The public address (<c>FICHIER_URL</c>), null when none is set.</summary>
    public Uri? PublicAddress { get; } = configuration["FICHIER_URL"] is { Length: > 0 } url ? new Uri(url) : null;

    public bool IsSecure { get; } = MustBeSecure(configuration);

    /// <summary>Browsers take a cookie of this prefix only when it is Secure, without Domain and for the whole site.</summary>
    public string CookieName(string name) => IsSecure ? $"__Host-{name}" : name;

    public CookieSecurePolicy CookiePolicy => IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    /// <summary>True for an address that only this machine reaches, without TLS.</summary>
    public static bool IsPlainLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));

    private static bool MustBeSecure(IConfiguration configuration)
    {
        if (configuration["FICHIER_URL"] is { Length: > 0 } url) return !IsPlainLoopback(url);
        if (configuration["urls"] is { Length: > 0 } urls) return !urls.Split(';', StringSplitOptions.RemoveEmptyEntries).All(IsPlainLoopback);
        return new[] { "http_ports", "https_ports" }.Any(key => !string.IsNullOrEmpty(configuration[key]));
    }
}
