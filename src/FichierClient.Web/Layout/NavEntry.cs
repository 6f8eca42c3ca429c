using FichierClient.Domain.Organisations;
using MudBlazor;

namespace FichierClient.Web.Layout;

/// <summary>One word of the navigation.</summary>
/// <param name="Href">Relative to the base.</param>
/// <param name="Text">A key of LayoutTexts.</param>
/// <param name="Icon">Beside the word, never alone except when the menu is folded.</param>
/// <param name="Permission">What the role must allow; null for everybody.</param>
public sealed record NavEntry(string Href, string Text, string Icon, Permission? Permission = null)
{
    public static readonly IReadOnlyList<NavEntry> All =
    [
        new("", "Home", Icons.Material.Outlined.Home),
        new("entreprises", "Entreprises", Icons.Material.Outlined.Business, Domain.Organisations.Permission.EntreprisesRead),
        new("contacts", "Contacts", Icons.Material.Outlined.People, Domain.Organisations.Permission.ContactsRead),
        new("ventes", "Ventes", Icons.Material.Outlined.ReceiptLong, Domain.Organisations.Permission.VentesRead),
        new("tableau-de-bord", "Dashboard", Icons.Material.Outlined.BarChart, Domain.Organisations.Permission.FiguresRead),
        new("rgpd", "Rgpd", Icons.Material.Outlined.PrivacyTip, Domain.Organisations.Permission.RegistreRead),
        new("imports", "Imports", Icons.Material.Outlined.UploadFile, Domain.Organisations.Permission.ImportsRun),
        new("parametres", "Settings", Icons.Material.Outlined.Settings),
    ];

    /// <summary>The words that a role may open.</summary>
    public static IReadOnlyList<NavEntry> For(Role role) =>
        [.. All.Where(entry => entry.Permission is not { } needed || Droits.Allows(role, needed))];
}
