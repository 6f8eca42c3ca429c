using Microsoft.Extensions.Primitives;

namespace FichierClient.Web.Door;

/// <summary>
/// What every answer tells the browser. Scripts come from files of this program only; MudBlazor writes inline styles.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, TransportSecurity transport)
{
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string PermissionsPolicy =
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Write, context);
        return next(context);
    }

    private Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Links of the account pages carry secrets in their address: no other site learns them.
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = PermissionsPolicy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (transport.IsSecure) headers.StrictTransportSecurity = "max-age=31536000";
        if (IsPage(context.Response)) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static bool IsPage(HttpResponse response) =>
        response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true && StringValues.IsNullOrEmpty(response.Headers.ETag);
}
