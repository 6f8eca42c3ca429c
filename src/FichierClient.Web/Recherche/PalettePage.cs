using FichierClient.Application.Common;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;

namespace FichierClient.Web.Recherche;

/// <summary>A page that the palette leads to.</summary>
/// <param name="Href">Its address.</param>
/// <param name="Texte">A key of RechercheTexts.</param>
/// <param name="Permission">What the member must be allowed.</param>
internal sealed record PalettePage(string Href, string Texte, Permission Permission)
{
    /// <summary>What is offered before anything is typed.</summary>
    public static readonly IReadOnlyList<PalettePage> Actions =
    [
        new("/entreprises/nouvelle", "NewEntreprise", Permission.EntreprisesEdit),
        new("/contacts/nouveau", "NewContact", Permission.ContactsEdit),
        new("/ventes/nouvelle", "NewVente", Permission.VentesEdit),
        new("/imports", "Imports", Permission.ImportsRun),
    ];

    private static readonly IReadOnlyList<PalettePage> Pages =
    [
        .. Actions,
        new("/doublons", "Doublons", Permission.DoublonsMerge),
        new("/corbeille", "Corbeille", Permission.CorbeilleManage),
        new("/tableau-de-bord", "Dashboard", Permission.FiguresRead),
        new("/ventes/produits", "Produits", Permission.ProduitsRead),
        new("/ventes/numerotation", "Numerotation", Permission.VentesRead),
        new("/parametres/exports", "Exports", Permission.ExportsRun),
        new("/parametres/membres", "Membres", Permission.MembresManage),
        new("/parametres/etiquettes", "Etiquettes", Permission.OrganisationManage),
        new("/rgpd/demandes", "Demandes", Permission.DemandesManage),
        new("/rgpd/effacements", "Effacements", Permission.EffacementsRun),
        new("/rgpd/oppositions", "Oppositions", Permission.DemandesManage),
        new("/rgpd/registre", "Registre", Permission.RegistreRead),
        new("/rgpd/violations", "Violations", Permission.ViolationsManage),
    ];

    /// <summary>The pages whose title has a word that begins so, for this member; none for less than two letters.</summary>
    public static IEnumerable<PalettePage> Find(Acteur? acteur, string typed, Func<string, string> title)
    {
        var wanted = TexteNormalise.Of(typed);
        if (acteur is null || wanted.Length < 2) return [];
        return Pages.Where(p => acteur.Allows(p.Permission) && $" {TexteNormalise.Of(title(p.Texte))}".Contains(" " + wanted, StringComparison.Ordinal));
    }
}
