using FichierClient.Domain.Evenements;
using MudBlazor;

namespace FichierClient.Web.Evenements;

/// <summary>The icon beside the word of a kind; it never stands alone.</summary>
internal static class TypeEvenementIcon
{
    public static string Of(TypeEvenement type) => type switch
    {
        TypeEvenement.Appel => Icons.Material.Outlined.Phone,
        TypeEvenement.Email => Icons.Material.Outlined.Mail,
        TypeEvenement.RendezVous => Icons.Material.Outlined.Event,
        TypeEvenement.Visite => Icons.Material.Outlined.Place,
        TypeEvenement.Formulaire => Icons.Material.Outlined.Assignment,
        TypeEvenement.Telechargement => Icons.Material.Outlined.Download,
        TypeEvenement.Systeme => Icons.Material.Outlined.Settings,
        _ => Icons.Material.Outlined.Notes,
    };
}
