using FichierClient.Domain.Organisations;

namespace FichierClient.Web.Organisations;

/// <summary>A page of the settings.</summary>
/// <param name="Href">Its address.</param>
/// <param name="Text">A key of OrganisationsTexts.</param>
/// <param name="Permission">What its page requires.</param>
public sealed record ParametresEntry(string Href, string Text, Permission Permission)
{
    private static readonly IReadOnlyList<ParametresEntry> All =
    [
        new("/parametres/membres", "Membres", Permission.MembresManage),
        new("/parametres/invitations", "Invitations", Permission.MembresManage),
        new("/parametres/equipes", "Equipes", Permission.MembresManage),
        new("/parametres/roles", "Roles", Permission.MembresManage),
        new("/parametres/organisation", "Organisation", Permission.OrganisationManage),
        new("/parametres/canaux", "Canaux", Permission.OrganisationManage),
        new("/parametres/etiquettes", "Etiquettes", Permission.OrganisationManage),
        new("/parametres/exercices", "Exercices", Permission.OrganisationManage),
        new("/parametres/nomenclatures", "Nomenclatures", Permission.OrganisationManage),
        new("/parametres/exports", "Exports", Permission.ExportsRun),
        new("/parametres/objectifs", "Objectifs", Permission.ObjectifsEdit),
    ];

    /// <summary>What a role may open: the rest isn't there.</summary>
    public static IReadOnlyList<ParametresEntry> For(Role role) => [.. All.Where(e => Droits.Allows(role, e.Permission))];
}
