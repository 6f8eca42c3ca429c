using FichierClient.Domain.Organisations;
using FichierClient.Web.Organisations;
using MudBlazor;

namespace FichierClient.Web.Layout;

/// <summary>One word of the navigation.</summary>
/// <param name="Href">Relative to the base.</param>
/// <param name="Text">A key of LayoutTexts.</param>
/// <param name="Icon">Beside the word, never alone except when the menu is folded.</param>
/// <param name="Permission">What the role must allow; null for everybody.</param>
public sealed record NavEntry(string Href, string Text, string Icon, Permission? Permission = null)
{
    /// <summary>Leads to the settings of the organisation: those of one's own account stand in the menu of the person.</summary>
    private const string Settings = "parametres";

    public static readonly IReadOnlyList<NavEntry> All =
    [
        new("", "Home", Icons.Material.Outlined.Home),
        new("entreprises", "Entreprises", Icons.Material.Outlined.Business, Domain.Organisations.Permission.EntreprisesRead),
        new("contacts", "Contacts", Icons.Material.Outlined.People, Domain.Organisations.Permission.ContactsRead),
        new("ventes", "Ventes", Icons.Material.Outlined.ReceiptLong, Domain.Organisations.Permission.VentesRead),
        new("tableau-de-bord", "Dashboard", Icons.Material.Outlined.BarChart, Domain.Organisations.Permission.FiguresRead),
        new("rgpd", "Rgpd", Icons.Material.Outlined.PrivacyTip, Domain.Organisations.Permission.RegistreRead),
        new("imports", "Imports", Icons.Material.Outlined.UploadFile, Domain.Organisations.Permission.ImportsRun),
        new(Settings, "Settings", Icons.Material.Outlined.Settings),
    ];

    /// <summary>The words that a role may open.</summary>
    public static IReadOnlyList<NavEntry> For(Role role) =>
        [.. All.Where(entry => entry.Permission is not { } needed || Droits.Allows(role, needed)).Where(entry => entry.Href != Settings || ParametresEntry.For(role).Count > 0)];
}
