using System.Globalization;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Forms;
using FichierClient.Web.Rgpd;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;

namespace FichierClient.Web.Layout;

/// <summary>Everything that the screens need: components, MudBlazor, languages.</summary>
public static class LayoutRegistration
{
    private static readonly CultureInfo[] Cultures = [new("fr-FR"), new("en-GB")];

    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents().AddInteractiveServerComponents();
        return services.AddScreenServices();
    }

    /// <summary>What components ask for, without the web around them.</summary>
    public static IServiceCollection AddScreenServices(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddTransient<MudLocalizer, MudTextsLocalizer>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<Announcer>();
        services.AddScoped<ComptesRgpd>();
        services.AddSingleton<Recherche.PalettePages>();
        services.AddScoped<UserClock>();
        services.AddScoped<UserMoney>();
        services.AddScoped<Undo>();
        services.AddScoped<Common.Lists.ListSelections>();
        services.AddScoped<Entreprises.DecisionsSirene>();
        services.AddScoped<Entreprises.RemiseSirene>();
        services.AddScoped<DraftStore>();
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            options.SnackbarConfiguration.VisibleStateDuration = 10_000;
            options.SnackbarConfiguration.MaximumOpacity = 100;
            options.SnackbarConfiguration.ShowTransitionDuration = 0;
            options.SnackbarConfiguration.HideTransitionDuration = 150;
            options.SnackbarConfiguration.SnackbarVariant = Variant.Filled;
            options.SnackbarConfiguration.PreventDuplicates = false;
        });
        return services;
    }

    /// <summary>Before the endpoints: the language of the request, and the page for addresses that lead nowhere.</summary>
    public static WebApplication UseScreens(this WebApplication app)
    {
        app.UseRequestLocalization(options =>
        {
            // French unless the person chose otherwise: the browser's own languages are not asked.
            options.DefaultRequestCulture = new RequestCulture(Cultures[0]);
            options.SupportedCultures = Cultures;
            options.SupportedUICultures = Cultures;
            options.RequestCultureProviders = [new CookieRequestCultureProvider()];
        });
        app.UseStatusCodePagesWithReExecute("/introuvable", createScopeForStatusCodePages: true);
        return app;
    }

    public static WebApplication MapScreens(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapGet("/langue/{culture}", SwitchLanguage).AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    private static IResult SwitchLanguage(HttpContext http, string culture, string? retour)
    {
        if (Array.Find(Cultures, c => c.TwoLetterISOLanguageName == culture) is { } chosen)
        {
            http.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax });
        }
        // LocalRedirect throws on an address of another site; a made-up one leads home instead.
        return Uri.IsWellFormedUriString(retour, UriKind.Relative) && retour!.StartsWith('/') && !retour.StartsWith("//", StringComparison.Ordinal)
            ? Results.LocalRedirect(retour)
            : Results.LocalRedirect("/");
    }
}
