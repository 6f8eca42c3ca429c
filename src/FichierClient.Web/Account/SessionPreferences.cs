using System.Globalization;
using FichierClient.Application.Identity;
using Microsoft.AspNetCore.Localization;

namespace FichierClient.Web.Account;

/// <summary>Language and theme of the account, carried into the browser's preferences at sign-in and when they change.</summary>
internal static class SessionPreferences
{
    private static readonly CookieOptions Kept = new() { MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, Path = "/" };

    public static void Apply(HttpContext http, Utilisateur user)
    {
        http.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(new CultureInfo(user.Langue == "en" ? "en-GB" : "fr-FR"))),
            Kept);
        if (user.Theme == "system") http.Response.Cookies.Delete("fc-theme");
        else http.Response.Cookies.Append("fc-theme", user.Theme, Kept);
    }
}
