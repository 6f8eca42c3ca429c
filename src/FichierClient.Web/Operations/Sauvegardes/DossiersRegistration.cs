using FichierClient.Application.Rgpd;
using FichierClient.Web.Operations.Database;

namespace FichierClient.Web.Operations.Sauvegardes;

internal static class DossiersRegistration
{
    /// <summary>
    /// Keys and journal lie below the data folder, unless <c>FICHIER_SECRETS</c> and <c>FICHIER_JOURNAL</c> name other folders: they are
    /// worth most on another disk than the database.
    /// </summary>
    public static void AddDossiersRgpd(this WebApplicationBuilder builder) => builder.Services.AddSingleton(Of(builder.Configuration));

    public static DossiersRgpd Of(IConfiguration configuration)
    {
        var data = DataFolder.Of(configuration);
        return new DossiersRgpd(Folder(configuration["FICHIER_SECRETS"], data.File("secrets")), Folder(configuration["FICHIER_JOURNAL"], data.File("journal")));
    }

    private static string Folder(string? set, string standard) => Path.GetFullPath(string.IsNullOrWhiteSpace(set) ? standard : set);
}
