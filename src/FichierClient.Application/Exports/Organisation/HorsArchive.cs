namespace FichierClient.Application.Exports.Organisation;

/// <summary>
/// What stays behind when an organisation travels, and why: said in the manifest and in docs/export.md. A test finds a binary column that is
/// neither here nor known to travel as it is.
/// </summary>
internal static class HorsArchive
{
    private const string Chiffres = "recalculé à l'arrivée depuis les ventes", Fichier = "déchiffré dans fichiers/", Jeton = "jeton : il n'ouvre que l'installation d'origine";

    /// <summary>Tables that don't travel as such.</summary>
    public static readonly IReadOnlyDictionary<string, string> Tables = new Dictionary<string, string>
    {
        ["ca_commerciaux"] = Chiffres,
        ["ca_departements"] = Chiffres,
        ["ca_jours"] = Chiffres,
        ["ca_produits"] = Chiffres,
        ["entreprise_stats"] = Chiffres,
        ["figures_au"] = Chiffres,
        ["demande_dossier_fragments"] = Fichier,
        ["import_fragments"] = Fichier,
        ["export_fragments"] = "copies de listes, gardées sept jours dans l'installation d'origine",
        ["examens_garde"] = "repère propre à la base d'origine : les textes sont relus à l'arrivée",
        ["invitations"] = Jeton,
        ["jobs"] = "travaux de l'installation d'origine",
    };

    /// <summary>Columns that don't travel, as table.column.</summary>
    public static readonly IReadOnlyDictionary<string, string> Colonnes = new Dictionary<string, string>
    {
        ["demande_dossiers.jeton_hash"] = Jeton,
        ["demande_pieces.octets"] = Fichier,
        ["effacements.aiguilles"] = "chiffré par l'installation d'origine : un effacement en cours se prépare à nouveau",
        ["membres.utilisateur_id"] = "compte de l'installation d'origine : les membres sont retrouvés par leur adresse e-mail",
    };

    /// <summary>What was never in a table of the organisation.</summary>
    public static readonly IReadOnlyDictionary<string, string> Jamais = new Dictionary<string, string>
    {
        ["comptes"] = "mots de passe, clés d'accès, sessions : ils sont à la personne et à l'installation",
        ["secrets"] = "clés de l'installation ; seule la clé de la liste d'opposition de cette organisation voyage, sans laquelle la liste ne reconnaîtrait plus personne",
        ["journal"] = "journal des effacements de l'installation d'origine : il rejoue ses propres sauvegardes",
    };
}
