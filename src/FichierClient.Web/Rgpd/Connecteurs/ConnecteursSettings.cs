using FichierClient.Application.Rgpd.Connecteurs;

namespace FichierClient.Web.Rgpd.Connecteurs;

/// <summary>The operator's word on connected systems.</summary>
internal static class ConnecteursSettings
{
    /// <summary>FICHIER_CONNECTEURS_PRIVES: the operator's own network may be called. FICHIER_URL tells systems where to acknowledge.</summary>
    public static void AddConnecteurs(this WebApplicationBuilder builder)
    {
        var here = Uri.TryCreate(builder.Configuration["FICHIER_URL"], UriKind.Absolute, out var url) ? url : null;
        builder.Services.AddSingleton(new ReglagesConnecteurs(bool.TryParse(builder.Configuration["FICHIER_CONNECTEURS_PRIVES"], out var own) && own) { Ici = here });
        builder.Services.AddSingleton<EntreeConnecteurs>();
    }

    /// <summary>Posts notices, and asks again where nothing comes back.</summary>
    public static IServiceCollection AddAvis(this IServiceCollection services) => services.AddHostedService<ExpediteurAvis>().AddHostedService<AvisNight>();
}
