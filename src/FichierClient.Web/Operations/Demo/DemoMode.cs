using FichierClient.Web.Door;

namespace FichierClient.Web.Operations.Demo;

/// <summary>
/// Demo mode (<c>FICHIER_DEMO</c>): an organisation with made-up data and accounts whose password is printed. On by itself
/// only for the embedded database without a public address, which nobody but this machine reaches.
/// </summary>
internal static class DemoMode
{
    public static bool IsOn(IConfiguration configuration) => bool.TryParse(configuration["FICHIER_DEMO"], out var demo)
        ? demo
        : string.IsNullOrEmpty(configuration["FICHIER_DATABASE"]) && string.IsNullOrEmpty(configuration["FICHIER_DATABASE_APP"])
            // A public address means other people: accounts with a known password are then only made when asked for.
            && (configuration["FICHIER_URL"] is not { Length: > 0 } address || TransportSecurity.IsPlainLoopback(address));
}
