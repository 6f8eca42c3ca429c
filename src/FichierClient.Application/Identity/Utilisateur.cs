using FichierClient.Domain.Rgpd;
using Microsoft.AspNetCore.Identity;

namespace FichierClient.Application.Identity;

/// <summary>
/// A person who can sign in. Belongs to the installation, not to an organisation: what ties a person to
/// organisations is a Membre in each. The e-mail address is also the user name.
/// </summary>
public sealed class Utilisateur : IdentityUser<Guid>
{
    /// <summary>Name that colleagues see, 1 to 100 characters.</summary>
    [PersonalData]
    [DonneePersonnelle(CategorieDonnee.Identite, StrategieEffacement.Supprimer, Finalites = Finalites.Securite)]
    public string NomAffiche { get; set; } = "";

    /// <summary>Language of the interface and of e-mails: one of <see cref="Langues"/>.</summary>
    [NonPersonnelle("Réglage")]
    public string Langue { get; set; } = "fr";

    /// <summary>One of <see cref="Themes"/>.</summary>
    [NonPersonnelle("Réglage")]
    public string Theme { get; set; } = "system";

    /// <summary>
    /// Organisation the person last worked in, proposed at the next sign-in. A wish, never a right: membership is
    /// checked each time it is used.
    /// </summary>
    public Guid? DerniereOrganisationId { get; set; }

    /// <summary>When the holder was told that the account opens no organisation: it is deleted in time; null: it opens one, or nobody could be told yet.</summary>
    public DateTimeOffset? SansOrganisationDepuis { get; set; }

    public static IReadOnlyList<string> Langues { get; } = ["fr", "en"];

    public static IReadOnlyList<string> Themes { get; } = ["system", "light", "dark"];
}
