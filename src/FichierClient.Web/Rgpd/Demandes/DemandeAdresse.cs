namespace FichierClient.Web.Rgpd.Demandes;

/// <summary>Addresses of requests.</summary>
internal static class DemandeAdresse
{
    public const string Path = "/rgpd/demandes", Etat = "etat", Droit = "droit", Remise = "/remise";

    public static string Sheet(Guid id) => $"{Path}/{id}";

    public static string Piece(Guid id) => $"{Path}/pieces/{id}";

    public static string Courrier(Guid id) => $"{Path}/courriers/{id}";

    public static string Dossier(Guid id) => $"{Path}/dossiers/{id}";
}
