namespace FichierClient.Web.Operations.Demo;

/// <summary>
/// Demo mode (<c>FICHIER_DEMO</c>): an organisation with made-up data and accounts whose password is printed. On by itself
/// only for the embedded database, which nobody but this machine reaches.
/// </summary>
internal static class DemoMode
{
    public static bool IsOn(IConfiguration configuration) => bool.TryParse(configuration["FICHIER_DEMO"], out var demo)
        ? demo
        : string.IsNullOrEmpty(configuration["FICHIER_DATABASE"]) && string.IsNullOrEmpty(configuration["FICHIER_DATABASE_APP"]);
}
