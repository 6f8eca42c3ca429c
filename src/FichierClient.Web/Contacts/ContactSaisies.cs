using FichierClient.Application.Contacts;

namespace FichierClient.Web.Contacts;

/// <summary>From a sheet to its form.</summary>
internal static class ContactSaisies
{
    /// <summary>A form filled from what was read.</summary>
    public static EditContactRequest ToSaisie(this ContactDetails contact) => new()
    {
        Id = contact.Id,
        Lue = contact.Lue,
        Civilite = contact.Civilite,
        Prenom = contact.Prenom,
        Nom = contact.Nom,
        Emails = [.. contact.Emails.Select(e => new EmailSaisi { Adresse = e.Adresse, Nature = e.Nature, Prefere = e.Prefere })],
        Telephones = [.. contact.Telephones.Select(t => new NumeroSaisi { Numero = t.Saisie, Libelle = t.Libelle, Nature = t.Nature, Prefere = t.Prefere })],
        Liens = [.. contact.Liens.Select(l => new LienSaisi { EntrepriseId = l.EntrepriseId, Entreprise = l.Entreprise, Fonction = l.Fonction, Service = l.Service, Depuis = l.Depuis, Jusqua = l.Jusqua })],
        NaissanceJour = contact.NaissanceJour,
        NaissanceMois = contact.NaissanceMois,
        NaissanceAnnee = contact.NaissanceAnnee,
        ReperesPersonnels = contact.ReperesPersonnels,
        Notes = contact.Notes,
        Langue = contact.Langue,
        Oppositions = contact.Oppositions,
    };
}
