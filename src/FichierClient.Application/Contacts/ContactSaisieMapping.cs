using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Contacts;

/// <summary>From what was typed to the aggregate.</summary>
internal static class ContactSaisieMapping
{
    /// <summary>
    /// Writes everything that was filled in, but the links to entreprises that the member doesn't see: those stand as they are, since the form
    /// never showed them.
    /// </summary>
    /// <param name="contact">The aggregate.</param>
    /// <param name="saisie">A valid input.</param>
    /// <param name="visibles">Entreprises, linked or to link, that the member sees.</param>
    public static void Apply(this Contact contact, ContactSaisie saisie, IReadOnlySet<Guid> visibles)
    {
        contact.Rename(saisie.Civilite, saisie.Prenom, saisie.Nom);
        contact.ChangeAnniversaire(saisie.NaissanceJour, saisie.NaissanceMois, saisie.NaissanceAnnee);
        contact.ChangeReperes(saisie.ReperesPersonnels, saisie.Notes, saisie.Langue);
        contact.Oppose(saisie.Oppositions);
        contact.ReplaceEmails([.. saisie.Emails.Where(e => !string.IsNullOrWhiteSpace(e.Adresse)).Select(e => new AdresseEmail(e.Adresse!, e.Nature, e.Prefere))]);
        contact.ReplaceTelephones([.. saisie.Telephones.Where(t => !string.IsNullOrWhiteSpace(t.Numero)).Select(t => new TelephoneSaisi(Telephones.Read(t.Numero!, libelle: t.Libelle), t.Nature, t.Prefere))]);
        foreach (var gone in contact.Liens.Select(l => l.EntrepriseId).Where(id => visibles.Contains(id) && !saisie.Liens.Exists(l => l.EntrepriseId == id)).ToList())
            contact.Unlink(gone);
        foreach (var lien in saisie.Liens.Where(l => !l.EstVide)) contact.LinkTo(lien.EntrepriseId!.Value, lien.Fonction, lien.Service, lien.Depuis, lien.Jusqua);
    }

    /// <summary>From the aggregate to what a form is filled from.</summary>
    /// <param name="c">With its parts.</param>
    /// <param name="entreprises">Names of the linked entreprises, those that are known.</param>
    public static ContactSaisie ToSaisie(this Contact c, IReadOnlyDictionary<Guid, string> entreprises) => new()
    {
        Civilite = c.Civilite,
        Prenom = c.Prenom,
        Nom = c.Nom,
        Emails = [.. c.Emails.OrderBy(e => e.Id).Select(e => new EmailSaisi { Adresse = e.Adresse, Nature = e.Nature, Prefere = e.Prefere })],
        Telephones = [.. c.Telephones.OrderBy(t => t.Position).ThenBy(t => t.Id).Select(t => new NumeroSaisi { Numero = t.Saisie, Libelle = t.Libelle, Nature = t.Nature, Prefere = t.Prefere })],
        Liens = [.. c.Liens.OrderBy(l => l.EntrepriseId).Select(l => new LienSaisi
        {
            EntrepriseId = l.EntrepriseId, Entreprise = entreprises.GetValueOrDefault(l.EntrepriseId), Fonction = l.Fonction, Service = l.Service, Depuis = l.Depuis, Jusqua = l.Jusqua,
        })],
        NaissanceJour = c.NaissanceJour,
        NaissanceMois = c.NaissanceMois,
        NaissanceAnnee = c.NaissanceAnnee,
        ReperesPersonnels = c.ReperesPersonnels,
        Notes = c.Notes,
        Langue = c.Langue,
        Oppositions = c.Oppositions,
    };

    /// <summary>Refuses a number that was typed now and can't be one; what stands in the file already may stay.</summary>
    public static Refus? RefuseTelephones(this ContactSaisie saisie, Contact? contact)
    {
        var known = contact?.Telephones.Select(t => t.Saisie).ToHashSet() ?? [];
        return Telephones.Refuse(saisie.Telephones.Select((t, i) => (known.Contains(t.Numero?.Trim() ?? "") ? null : t.Numero, $"{nameof(saisie.Telephones)}[{i}].{nameof(NumeroSaisi.Numero)}")), null);
    }

    /// <summary>Which of the entreprises linked now or asked for the member sees; a refusal when one that is asked isn't.</summary>
    public static async Task<Outcome<IReadOnlySet<Guid>>> VisibleLiensAsync(
        this AppDbContext db, Acteur acteur, ContactSaisie saisie, Contact? contact, CancellationToken cancellationToken)
    {
        var asked = saisie.Liens.Select(l => l.EntrepriseId).OfType<Guid>().ToList();
        var all = asked.Concat(contact?.Liens.Select(l => l.EntrepriseId) ?? []).Distinct().ToList();
        var visibles = all.Count == 0 ? [] : await db.Entreprises.VisibleTo(acteur).Where(e => all.Contains(e.Id)).Select(e => e.Id).ToHashSetAsync(cancellationToken);
        var refused = saisie.Liens.FindIndex(l => l.EntrepriseId is { } id && !visibles.Contains(id));
        if (refused < 0) return Outcome.Of<IReadOnlySet<Guid>>(visibles);
        var message = Texts.Get("Lien_entreprise_introuvable");
        return new Refus(RefusKind.Invalide, message) { Champs = [new ErreurChamp($"{nameof(saisie.Liens)}[{refused}].{nameof(LienSaisi.EntrepriseId)}", message)] };
    }
}
