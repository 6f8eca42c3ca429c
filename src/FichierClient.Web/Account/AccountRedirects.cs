using Microsoft.AspNetCore.Components;

namespace FichierClient.Web.Account;

/// <summary>Leads from one account page to the next, only ever inside this program, with a message that is shown once.</summary>
internal sealed class AccountRedirects(NavigationManager navigation)
{
    public const string StatusCookie = "fichier-message";

    /// <summary>An address of this program, or the start page when it is anything else.</summary>
    public static string Local(string? address) =>
        address is { Length: > 0 } && address[0] == '/' && (address.Length == 1 || address[1] is not ('/' or '\\')) && !address.Any(char.IsControl)
            && Uri.IsWellFormedUriString(address, UriKind.Relative)
            ? address
            : "/";

    public void To(string? address) => navigation.NavigateTo(Local(address));

    /// <param name="http">The request.</param>
    /// <param name="address">Where to.</param>
    /// <param name="textKey">A key of AccountTexts: no sentence travels through the browser.</param>
    public void To(HttpContext http, string address, string textKey)
    {
        http.Response.Cookies.Append(StatusCookie, textKey, new CookieOptions
        {
            SameSite = SameSiteMode.Strict,
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromSeconds(10),
        });
        To(address);
    }
}
