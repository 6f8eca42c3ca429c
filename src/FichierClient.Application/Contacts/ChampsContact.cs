namespace FichierClient.Application.Contacts;

/// <summary>The fields of a contact one by one, each as a whole: a birthday, all addresses. Conflicts and merges choose among them.</summary>
public static class ChampsContact
{
    private static readonly Dictionary<string, Action<ContactSaisie, ContactSaisie>> Copies = new(StringComparer.Ordinal)
    {
        ["Civilite"] = (from, to) => to.Civilite = from.Civilite,
        ["Prenom"] = (from, to) => to.Prenom = from.Prenom,
        ["Nom"] = (from, to) => to.Nom = from.Nom,
        ["Liens"] = (from, to) => to.Liens = [.. from.Liens],
        ["Emails"] = (from, to) => to.Emails = [.. from.Emails],
        ["Telephones"] = (from, to) => to.Telephones = [.. from.Telephones],
        ["Oppositions"] = (from, to) => to.Oppositions = from.Oppositions,
        ["Anniversaire"] = (from, to) => (to.NaissanceJour, to.NaissanceMois, to.NaissanceAnnee) = (from.NaissanceJour, from.NaissanceMois, from.NaissanceAnnee),
        ["Langue"] = (from, to) => to.Langue = from.Langue,
        ["ReperesPersonnels"] = (from, to) => to.ReperesPersonnels = from.ReperesPersonnels,
        ["Notes"] = (from, to) => to.Notes = from.Notes,
    };

    /// <summary>The fields by name, in the order of the form.</summary>
    public static IReadOnlyCollection<string> Noms => Copies.Keys;

    /// <summary>Puts one field of one into the other.</summary>
    public static void Copy(string champ, ContactSaisie from, ContactSaisie to) => Copies[champ](from, to);
}
