using FichierClient.Application.Common;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Organisations;
using FichierClient.Web.Rgpd;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Recherche;

/// <summary>A page that the palette leads to.</summary>
/// <param name="Href">Its address.</param>
/// <param name="Titre">What it is called.</param>
internal sealed record PalettePage(string Href, string Titre);

/// <summary>The pages that a member may open: those of the settings and of the GDPR module are told where their navigation is.</summary>
internal sealed class PalettePages(IStringLocalizer<RechercheTexts> texts, IStringLocalizer<OrganisationsTexts> parametres, IStringLocalizer<RgpdTexts> rgpd)
{
    private static readonly (string Href, string Texte, Permission Permission)[] Creations =
    [
        ("/entreprises/nouvelle", "NewEntreprise", Permission.EntreprisesEdit),
        ("/contacts/nouveau", "NewContact", Permission.ContactsEdit),
        ("/ventes/nouvelle", "NewVente", Permission.VentesEdit),
        ("/imports", "Imports", Permission.ImportsRun),
    ];

    private static readonly (string Href, string Texte, Permission Permission)[] Autres =
    [
        ("/doublons", "Doublons", Permission.DoublonsMerge),
        ("/corbeille", "Corbeille", Permission.CorbeilleManage),
        ("/tableau-de-bord", "Dashboard", Permission.FiguresRead),
        ("/ventes/produits", "Produits", Permission.ProduitsRead),
        ("/ventes/numerotation", "Numerotation", Permission.VentesRead),
    ];

    /// <summary>What is offered before anything is typed.</summary>
    public IReadOnlyList<PalettePage> Actions(Acteur? acteur) => acteur is null ? [] : Of(acteur, Creations);

    /// <summary>The pages whose title has a word that begins so; none for less than two letters.</summary>
    public IReadOnlyList<PalettePage> Find(Acteur? acteur, string typed)
    {
        var wanted = TexteNormalise.Of(typed);
        if (acteur is null || wanted.Length < 2) return [];
        IEnumerable<PalettePage> all =
        [
            .. Of(acteur, Creations), .. Of(acteur, Autres),
            .. ParametresEntry.For(acteur.Role).Select(e => new PalettePage(e.Href, texts["PageParametres", parametres[e.Text].Value])),
            .. RgpdEntry.For(acteur.Role).Select(e => new PalettePage(e.Href, texts["PageRgpd", rgpd[e.Text].Value])),
        ];
        return [.. all.Where(p => $" {TexteNormalise.Of(p.Titre)}".Contains(" " + wanted, StringComparison.Ordinal))];
    }

    private PalettePage[] Of(Acteur acteur, (string Href, string Texte, Permission Permission)[] pages) =>
        [.. pages.Where(p => acteur.Allows(p.Permission)).Select(p => new PalettePage(p.Href, texts[p.Texte]))];
}
