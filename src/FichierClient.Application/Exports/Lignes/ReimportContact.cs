using System.Globalization;
using FichierClient.Domain.Contacts;

namespace FichierClient.Application.Exports.Lignes;

/// <summary>Whole contacts, a row a place. A fourth address or phone and the personal remarks have no field in an import.</summary>
internal static class ReimportContact
{
    private const string Mobile = "Mobile";

    public static readonly IReadOnlyList<Colonne<ContactPlace>> Colonnes =
    [
        Champ("civilite", p => p.Contact.Civilite?.ToString()),
        Champ("prenom", p => p.Contact.Prenom),
        Champ("nom", p => p.Contact.Nom),
        Champ("email", p => Email(p, 0)),
        Champ("email2", p => Email(p, 1)),
        Champ("email3", p => Email(p, 2)),
        Champ("telephone", p => Phone(p, 0)),
        Champ("mobile", p => p.Contact.Telephones.FirstOrDefault(t => t.Libelle == Mobile)?.Saisie),
        Champ("telephone2", p => Phone(p, 1)),
        Champ("fonction", p => p.Lien?.Fonction),
        Champ("service", p => p.Lien?.Service),
        Champ("depuis", p => p.Lien?.Depuis),
        Champ("jusqua", p => p.Lien?.Jusqua),
        Champ("anniversaire", p => Birthday(p.Contact)),
        Champ("notes", p => p.Contact.Notes),
        Champ("langue", p => p.Contact.Langue),
        Champ("refus_email", p => Refused(p, Opposition.Email)),
        Champ("refus_telephone", p => Refused(p, Opposition.Telephone)),
        Champ("refus_courrier", p => Refused(p, Opposition.Courrier)),
        Champ("refus_profilage", p => Refused(p, Opposition.Profilage)),
        .. Reimport.Identite<ContactPlace>(p => p.Entreprise),
    ];

    private static Colonne<ContactPlace> Champ(string cle, Func<ContactPlace, object?> value) => Reimport.Champ("contact." + cle, value);

    private static string? Email(ContactPlace p, int i) => p.Contact.Emails.OrderByDescending(e => e.Prefere).ThenBy(e => e.Id).Skip(i).FirstOrDefault()?.Adresse;

    private static string? Phone(ContactPlace p, int i) => p.Contact.Telephones.Where(t => t.Libelle != Mobile).OrderBy(t => t.Position).ThenBy(t => t.Id).Skip(i).FirstOrDefault()?.Saisie;

    private static string? Refused(ContactPlace p, Opposition channel) => Reimport.Oui(p.Contact.Oppositions.HasFlag(channel));

    private static string? Birthday(Contact c) => c is not { NaissanceJour: { } day, NaissanceMois: { } month }
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{(c.NaissanceAnnee is { } year ? year.ToString("0000", CultureInfo.InvariantCulture) : "-")}-{month:00}-{day:00}");
}
