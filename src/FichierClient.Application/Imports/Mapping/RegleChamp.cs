namespace FichierClient.Application.Imports.Mapping;

/// <summary>What a cell does to a record that was there before the row. A record that the row makes takes all that the row says.</summary>
public enum RegleChamp
{
    /// <summary>The file's value wins, and to a list (numbers, addresses, labels) it is added; an empty cell changes nothing.</summary>
    Remplacer,

    /// <summary>The file's value is taken where the record has none.</summary>
    Completer,

    /// <summary>The record's value stays, even where it is empty.</summary>
    Garder,

    /// <summary>The file's value wins, and an empty cell erases.</summary>
    Vider,
}

/// <summary>Which rules a field can have.</summary>
internal static class ReglesChamps
{
    private static readonly RegleChamp[] Toutes = Enum.GetValues<RegleChamp>();
    private static readonly RegleChamp[] SansVider = [RegleChamp.Remplacer, RegleChamp.Completer, RegleChamp.Garder];
    private static readonly RegleChamp[] DeuxSens = [RegleChamp.Remplacer, RegleChamp.Garder];
    private static readonly RegleChamp[] Fixe = [RegleChamp.Remplacer];

    /// <summary>Fields that fill one list follow the rule of its first field.</summary>
    private static readonly Dictionary<string, string> Listes = new()
    {
        ["entreprise.telephone2"] = "entreprise.telephone",
        ["entreprise.fax"] = "entreprise.telephone",
        ["contact.email2"] = "contact.email",
        ["contact.email3"] = "contact.email",
        ["contact.mobile"] = "contact.telephone",
        ["contact.telephone2"] = "contact.telephone",
        ["entreprise.numero_voie"] = "entreprise.adresse",
        ["entreprise.indice_voie"] = "entreprise.adresse",
        ["entreprise.type_voie"] = "entreprise.adresse",
        ["entreprise.code_postal_commune"] = "entreprise.code_postal",
        ["entreprise.nom_autre"] = "entreprise.nom",
        ["entreprise.nom_personne"] = "entreprise.nom",
        ["entreprise.prenom_personne"] = "entreprise.nom",
        ["entreprise.nom_usage"] = "entreprise.nom",
        ["entreprise.enseigne"] = "entreprise.nom_commercial",
        ["entreprise.etat_depuis"] = "entreprise.cessee_le",
        // A name in one column is the first and the last name.
        ["contact.nom_complet"] = "contact.nom",
        ["contact.prenom"] = "contact.nom",
    };

    public static string Groupe(string cle) => Listes.GetValueOrDefault(cle, cle);

    /// <summary>Numbers that identify, and names, are never erased; an objection is only ever added; a vente is the document that the file tells.</summary>
    public static IReadOnlyList<RegleChamp> De(string cle) => Groupe(cle) switch
    {
        "entreprise.nom" or "contact.nom" or "entreprise.personne_physique" or "vente.date" or "vente.designation" => DeuxSens,
        "entreprise.siren" or "entreprise.siret" or "entreprise.tva" or "entreprise.reference" or "vente.commercial" => SansVider,
        "entreprise.telephone" or "entreprise.etiquettes" or "contact.email" or "contact.telephone" => SansVider,
        "entreprise.nature" or "entreprise.societe_liee" or "entreprise.reference_liee" or "entreprise.type_adresse" or "entreprise.etat_administratif" => Fixe,
        var other when other.StartsWith("vente.", StringComparison.Ordinal) || other.StartsWith("contact.refus", StringComparison.Ordinal) || other == "contact.accord_email" => Fixe,
        _ => Toutes,
    };

    public static bool EstListe(string cle) => Groupe(cle) is "entreprise.telephone" or "entreprise.etiquettes" or "contact.email" or "contact.telephone";
}
