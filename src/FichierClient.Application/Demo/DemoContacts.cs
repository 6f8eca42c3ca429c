using FichierClient.Domain.Contacts;

namespace FichierClient.Application.Demo;

/// <summary>Makes the contacts: every entreprise has one before any has two.</summary>
internal sealed class DemoContacts(DemoTable table, DemoEquipe equipe, DemoSize size, DateTimeOffset now)
{
    private const int Step = 20_000;

    /// <summary>Apart from the entreprises' own numbers.</summary>
    private const long Stream = 1L << 40;

    private static readonly string[] Fonctions =
        ["Gérant", "Directrice générale", "Responsable achats", "Comptable", "Assistante de direction", "Directeur technique", "Chef d’atelier", "Office manager", "Responsable logistique", "Acheteuse"];

    private static readonly string[] Reperes =
        ["Préfère être appelée le matin", "Joue au rugby le week-end", "Deux enfants, Léo et Inès", "Apprécie un compte rendu écrit après chaque visite", "Randonneur, parle volontiers de la montagne"];

    /// <returns>The contacts' keys; the one at index i belongs to entreprise i modulo their number.</returns>
    public async Task<Guid[]> FillAsync(DemoFiche[] fiches, CancellationToken cancellationToken)
    {
        var ids = new Guid[fiches.Length == 0 ? 0 : size.Contacts];
        for (var first = 0; first < ids.Length; first += Step)
        {
            var made = new List<Contact>(Step);
            for (var i = first; i < Math.Min(first + Step, ids.Length); i++)
            {
                made.Add(Make(i, fiches[i % fiches.Length]));
                ids[i] = made[^1].Id;
            }

            await WriteAsync(made, cancellationToken);
        }

        return ids;
    }

    private Contact Make(int index, DemoFiche fiche)
    {
        var random = new DemoRandom(size.Seed, Stream + index);
        var (prenom, nom) = (random.Pick(DemoNoms.Prenoms), random.Pick(DemoNoms.Noms));
        var contact = new Contact(equipe.TenantId, random.Chance(0.85) ? DemoNoms.CiviliteDe(prenom, random.Chance(0.5)) : null, prenom, nom);
        if (random.Chance(0.85)) contact.ReplaceEmails([new AdresseEmail(DemoNoms.Adresse($"{prenom} {nom}", fiche.Domaine), NatureCoordonnee.Nominative, true)]);
        if (random.Chance(0.7)) contact.ReplaceTelephones([new TelephoneSaisi(DemoNoms.Mobile(ref random), NatureCoordonnee.Nominative, true)]);
        if (random.Chance(0.35))
        {
            var birth = new DateOnly(random.Next(1958, 2004), 1, 1).AddDays(random.Next(0, 365));
            contact.ChangeAnniversaire(birth.Day, birth.Month, random.Chance(0.5) && birth is not { Day: 29, Month: 2 } ? birth.Year : null);
        }

        contact.ChangeReperes(random.Chance(0.12) ? random.Pick(Reperes) : null, null, "fr");
        if (random.Chance(0.04)) contact.Oppose(Opposition.Email);
        contact.LinkTo(fiche.Id, random.Chance(0.9) ? random.Pick(Fonctions) : null, null, null, null);
        var auteur = fiche.Commercial == DemoEntreprises.Personne ? (Guid?)null : equipe.Commerciaux[fiche.Commercial].Id;
        contact.Stamp(now.AddDays(-random.Next(30, 1400)), auteur, created: true);
        return contact;
    }

    private async Task WriteAsync(List<Contact> made, CancellationToken cancellationToken)
    {
        await table.FillAsync("contacts", """
            tenant_id, id, civilite, prenom, nom, nom_complet, naissance_jour, naissance_mois, naissance_annee, reperes_personnels, langue, oppositions, recherche,
            cree_le, cree_par_id, modifie_le
            """, made.Select(c => new object?[]
            {
                c.TenantId, c.Id, c.Civilite?.ToString(), c.Prenom, c.Nom, c.NomComplet, c.NaissanceJour, c.NaissanceMois, c.NaissanceAnnee, c.ReperesPersonnels, c.Langue, (int)c.Oppositions, c.Recherche,
                c.CreeLe, c.CreeParId, c.ModifieLe,
            }), cancellationToken);
        await table.FillAsync("contact_emails", "tenant_id, id, contact_id, adresse, nature, prefere",
            made.SelectMany(c => c.Emails).Select(e => new object?[] { e.TenantId, e.Id, e.ContactId, e.Adresse, e.Nature.ToString(), e.Prefere }), cancellationToken);
        await table.FillAsync("contact_telephones", "tenant_id, id, contact_id, saisie, e164, libelle, nature, prefere",
            made.SelectMany(c => c.Telephones).Select(t => new object?[] { t.TenantId, t.Id, t.ContactId, t.Saisie, t.E164, t.Libelle, t.Nature.ToString(), t.Prefere }), cancellationToken);
        await table.FillAsync("contact_liens", "tenant_id, id, contact_id, entreprise_id, fonction",
            made.SelectMany(c => c.Liens).Select(l => new object?[] { l.TenantId, l.Id, l.ContactId, l.EntrepriseId, l.Fonction }), cancellationToken);
        await DemoProvenances.FillAsync(table, made.Select(c => (c.TenantId, "Contact", c.Id, c.CreeLe)), cancellationToken);
    }
}
