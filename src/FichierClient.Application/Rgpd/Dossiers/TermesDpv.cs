using FichierClient.Domain.Rgpd;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>
/// The map's words in the W3C's Data Privacy Vocabulary (https://w3id.org/dpv, version 2, with its extension of personal data), so that a program that reads a package knows what a column holds
/// and what for without knowing French.
/// </summary>
internal static class TermesDpv
{
    private const string Donnees = "https://w3id.org/dpv/pd#", Vocabulaire = "https://w3id.org/dpv#";

    public static string Of(CategorieDonnee categorie) => Donnees + categorie switch
    {
        CategorieDonnee.Identite => "Identifying",
        CategorieDonnee.Coordonnees => "Contact",
        CategorieDonnee.ViePersonnelle => "Social",
        CategorieDonnee.VieProfessionnelle => "Professional",
        CategorieDonnee.Economique => "Financial",
        CategorieDonnee.Connexion => "Tracking",
        CategorieDonnee.TexteLibre => "Communication",
        _ => throw new ArgumentOutOfRangeException(nameof(categorie), categorie, "A category without a term."),
    };

    /// <summary>One term for each purpose, each once.</summary>
    public static IReadOnlyList<string> Of(Finalites finalites) =>
        [.. Enum.GetValues<Finalites>().Where(f => f != Finalites.None && finalites.HasFlag(f)).Select(f => Vocabulaire + TermOf(f)).Distinct()];

    private static string TermOf(Finalites finalite) => finalite switch
    {
        Finalites.GestionClients => "CustomerManagement",
        Finalites.Prospection => "DirectMarketing",
        Finalites.Facturation => "CustomerOrderManagement",
        Finalites.DemandesDroits or Finalites.Opposition => "RightsFulfilment",
        Finalites.Securite => "EnforceSecurity",
        Finalites.Violations => "LegalCompliance",
        _ => throw new ArgumentOutOfRangeException(nameof(finalite), finalite, "A purpose without a term."),
    };
}
