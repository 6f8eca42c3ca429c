using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Vcards;

/// <summary>The columns that a card becomes; their names are headers that the mapping knows, in the language of who sends the file.</summary>
internal enum VcardColumn
{
    Civilite, Prenom, Nom, NomComplet, Societe, Service, Fonction, Email, Email2, Email3, Telephone, Mobile, Telephone2, Fax,
    Adresse, Complement, CodePostal, Ville, Pays, Site, Anniversaire, Langue, Notes, EmailSociete, TelephoneSociete,
}

internal static class VcardColumns
{
    public static readonly int Count = Enum.GetValues<VcardColumn>().Length;

    public static string[] Headers => [.. Enum.GetNames<VcardColumn>().Select(name => Texts.Get($"Vcard_{name}"))];
}
