using FichierClient.Application.Common;
using FichierClient.Application.Imports.Engine;

namespace FichierClient.Application.Imports.Retrait;

/// <summary>Fields of the history that return together: half of an address, or the SIRET of another SIREN, would be nobody's.</summary>
internal static class GroupesChamps
{
    /// <summary>The parts of a record that return as a whole, with their tables.</summary>
    public static readonly IReadOnlyDictionary<string, string> Parties = new Dictionary<string, string>
    {
        ["TelephoneEntreprise"] = "entreprise_telephones",
        ["EtiquetteEntreprise"] = "entreprise_etiquettes",
        ["EmailContact"] = "contact_emails",
        ["TelephoneContact"] = "contact_telephones",
        ["LienEntreprise"] = "contact_liens",
    };

    public static string De(string champ) => champ switch
    {
        "NaissanceJour" or "NaissanceMois" or "NaissanceAnnee" => "Naissance",
        "Siret" => "Siren",
        "NomenclatureNaf" => "CodeNaf",
        _ => champ.Split('.')[0],
    };

    /// <summary>The group in the words of the forms.</summary>
    public static string Label(string groupe) => Texts.Find("Retrait_groupe_" + groupe) ?? RowEffect.Label(groupe);
}
