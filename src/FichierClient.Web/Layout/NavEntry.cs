using MudBlazor;

namespace FichierClient.Web.Layout;

/// <summary>One word of the navigation. Text is a key of LayoutTexts.</summary>
public sealed record NavEntry(string Href, string Text, string Icon)
{
    public static readonly IReadOnlyList<NavEntry> All =
    [
        new("", "Home", Icons.Material.Outlined.Home),
        new("entreprises", "Entreprises", Icons.Material.Outlined.Business),
        new("contacts", "Contacts", Icons.Material.Outlined.People),
        new("ventes", "Ventes", Icons.Material.Outlined.ReceiptLong),
        new("tableau-de-bord", "Dashboard", Icons.Material.Outlined.BarChart),
        new("imports", "Imports", Icons.Material.Outlined.UploadFile),
        new("parametres", "Settings", Icons.Material.Outlined.Settings),
    ];
}
