using System.Globalization;
using System.Text.Encodings.Web;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Door;

/// <summary>What the door itself says: a page without scripts, written where no component can be.</summary>
internal static class PlainPage
{
    /// <summary>Somebody tried too often.</summary>
    public static async ValueTask TooManyAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        // A program reads the status and Retry-After.
        if (!context.HttpContext.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)) await WriteAsync(context.HttpContext, "TooMany", cancellationToken);
    }

    /// <summary>A form was sent from a page that is too old, or from another site: antiforgery refused it.</summary>
    public static Task ExpiredFormAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(http);
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return WriteAsync(http, "Expired", http.RequestAborted);
    }

    private static Task WriteAsync(HttpContext http, string key, CancellationToken cancellationToken)
    {
        var texts = http.RequestServices.GetRequiredService<IStringLocalizer<DoorTexts>>();
        var html = HtmlEncoder.Default;
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>{html.Encode(texts[key + "Title"])}</title></head>
            <body style="font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 15vh auto; padding: 0 1rem">
            <main><h1>{html.Encode(texts[key + "Title"])}</h1><p>{html.Encode(texts[key + "Text"])}</p><p><a href="/">{html.Encode(texts["Home"])}</a></p></main>
            </body></html>
            """,
            cancellationToken);
    }
}
