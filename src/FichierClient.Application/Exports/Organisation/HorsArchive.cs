using FichierClient.Application.Common;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>
/// What stays behind when an organisation travels, each with the text that says why: in the manifest and in docs/export.md. A test finds a binary column that is
/// neither here nor known to travel as it is.
/// </summary>
internal static class HorsArchive
{
    private const string Chiffres = "Absent_chiffres", Fichier = "Absent_fichier", Jeton = "Absent_jeton";

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
        ["export_fragments"] = "Absent_exports",
        ["examens_garde"] = "Absent_examens",
        ["invitations"] = Jeton,
        ["jobs"] = "Absent_travaux",
    };

    /// <summary>Columns that don't travel, as table.column.</summary>
    public static readonly IReadOnlyDictionary<string, string> Colonnes = new Dictionary<string, string>
    {
        ["demande_dossiers.jeton_hash"] = Jeton,
        ["demande_pieces.octets"] = Fichier,
        ["effacements.aiguilles"] = "Absent_aiguilles",
        ["membres.utilisateur_id"] = "Absent_comptes",
    };

    /// <summary>What was never in a table of the organisation.</summary>
    private static readonly Dictionary<string, string> Jamais = new() { ["comptes"] = "Absent_mots_de_passe", ["secrets"] = "Absent_cles", ["journal"] = "Absent_journal" };

    public static IReadOnlyList<AbsentDecrit> Describe() => [.. new[] { Tables, Colonnes, Jamais }.SelectMany(a => a).Select(a => new AbsentDecrit(a.Key, Texts.Get(a.Value)))];
}
