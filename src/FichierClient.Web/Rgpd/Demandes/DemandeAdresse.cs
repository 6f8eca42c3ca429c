using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.Web.Rgpd.Demandes;

/// <summary>Addresses of requests.</summary>
internal static class DemandeAdresse
{
    public const string Path = "/rgpd/demandes", Etat = "etat", Droit = "droit", Remise = "/remise";

    public static string Sheet(Guid id) => $"{Path}/{id}";

    /// <summary>The sheet with the decision about a right open.</summary>
    public static string Decide(Guid id, DroitDemande droit) => $"{Sheet(id)}?decider={droit}#droit-{droit}";

    public static string Piece(Guid id) => $"{Path}/pieces/{id}";

    public static string Courrier(Guid id) => $"{Path}/courriers/{id}";

    public static string Dossier(Guid id) => $"{Path}/dossiers/{id}";
}
