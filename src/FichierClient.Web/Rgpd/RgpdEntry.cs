using FichierClient.Domain.Organisations;

namespace FichierClient.Web.Rgpd;

/// <summary>A page of the GDPR module.</summary>
/// <param name="Href">Its address.</param>
/// <param name="Text">A key of RgpdTexts.</param>
/// <param name="Permission">What its page requires.</param>
public sealed record RgpdEntry(string Href, string Text, Permission Permission)
{
    private static readonly IReadOnlyList<RgpdEntry> All =
    [
        new("/rgpd", "TableauDpo", Permission.RegistreRead),
        new("/rgpd/demandes", "Demandes", Permission.DemandesManage),
        new("/rgpd/lettres", "Lettres", Permission.DemandesManage),
        new("/rgpd/communications", "Communications", Permission.DemandesManage),
        new("/rgpd/registre", "Registre", Permission.RegistreRead),
        new("/rgpd/organisme", "Organisme", Permission.RegistreRead),
        new("/rgpd/sources", "Sources", Permission.RegistreRead),
        new("/rgpd/lieux", "Lieux", Permission.RegistreRead),
        new("/rgpd/systemes", "Systemes", Permission.ConnecteursManage),
        new("/rgpd/conservation", "Conservation", Permission.ConservationManage),
        new("/rgpd/informations", "Informations", Permission.InformationsManage),
        new("/rgpd/effacements", "Effacements", Permission.EffacementsRun),
        new("/rgpd/oppositions", "Oppositions", Permission.DemandesManage),
        new("/rgpd/violations", "Violations", Permission.ViolationsManage),
        new("/rgpd/archives", "Archives", Permission.ArchivesRead),
        new("/rgpd/alertes", "Alertes", Permission.DemandesManage),
    ];

    /// <summary>What a role may open: the rest isn't there.</summary>
    public static IReadOnlyList<RgpdEntry> For(Role role) => [.. All.Where(e => Droits.Allows(role, e.Permission))];
}
