using System.Globalization;
using FichierClient.Application.Rgpd;
using FichierClient.Application.Rgpd.Sauvegardes;
using FichierClient.Web.Operations.Database;

namespace FichierClient.Web.Operations.Sauvegardes;

internal static class DossiersRegistration
{
    /// <summary>
    /// Keys and journal lie below the data folder, unless <c>FICHIER_SECRETS</c> and <c>FICHIER_JOURNAL</c> name other folders: they are
    /// worth most on another disk than the database.
    /// </summary>
    public static void AddDossiersRgpd(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(Of(builder.Configuration));
        builder.Services.AddSingleton(new ConservationSauvegardes(Days(builder.Configuration["FICHIER_SAUVEGARDES_JOURS"])));
    }

    public static DossiersRgpd Of(IConfiguration configuration)
    {
        var data = DataFolder.Of(configuration);
        return new DossiersRgpd(Folder(configuration["FICHIER_SECRETS"], data.File("secrets")), Folder(configuration["FICHIER_JOURNAL"], data.File("journal")));
    }

    private static int Days(string? set) => string.IsNullOrWhiteSpace(set) ? ConservationSauvegardes.ParDefaut
        : int.TryParse(set, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > 0 ? days
        : throw new OperatorException(ExitCodes.Usage, $"FICHIER_SAUVEGARDES_JOURS: '{set}' is no number of days.");

    private static string Folder(string? set, string standard) => Path.GetFullPath(string.IsNullOrWhiteSpace(set) ? standard : set);
}
