using FichierClient.Application.Annuaire;

namespace FichierClient.Web.Operations.Annuaire;

/// <summary>The operator's word on the directory of companies.</summary>
internal static class AnnuaireSettings
{
    /// <summary>FICHIER_ANNUAIRE_URL: without it nothing leaves the installation. FICHIER_URL tells the service who asks.</summary>
    /// <exception cref="OperatorException">The address isn't one.</exception>
    public static void AddAnnuaire(this WebApplicationBuilder builder)
    {
        var set = builder.Configuration["FICHIER_ANNUAIRE_URL"];
        if (string.IsNullOrWhiteSpace(set)) return;
        if (!Uri.TryCreate(set.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            throw new OperatorException(ExitCodes.Usage, $"FICHIER_ANNUAIRE_URL: '{set}' is no address such as https://recherche-entreprises.api.gouv.fr.");
        var here = Uri.TryCreate(builder.Configuration["FICHIER_URL"], UriKind.Absolute, out var url) ? $" (+{url.GetLeftPart(UriPartial.Authority)})" : "";
        builder.Services.AddSingleton(new ReglagesAnnuaire(address) { Agent = $"FichierClient/1.0{here}" });
    }
}
