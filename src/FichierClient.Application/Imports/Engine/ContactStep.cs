using FichierClient.Application.Common;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports.Engine;

/// <summary>The contacts of one batch. A person is found by e-mail; without one, by name in the same entreprise, by name and phone, under the name of a merged record too.</summary>
internal sealed class ContactStep(RunContext run, List<Contact> known, IReadOnlyList<(string Nom, Guid Survivant)> anciens)
{
    private static readonly HashSet<string> Generic =
    [
        "contact", "info", "infos", "accueil", "compta", "comptabilite", "commercial", "direction", "admin", "administration", "service", "sales", "support",
        "hello", "bonjour", "secretariat", "facturation", "achat", "achats", "rh", "office", "mail", "courrier", "standard", "agence", "magasin", "boutique",
    ];

    private readonly Touched<Contact> touched = new(Writers.Contacts);
    private readonly Dictionary<string, List<Contact>> byEmail = known.SelectMany(c => c.Emails.Select(e => (e.Adresse, c))).GroupBy(x => x.Adresse).ToDictionary(g => g.Key, g => g.Select(x => x.c).ToList());
    private readonly Dictionary<string, List<Contact>> byName = known.GroupBy(c => c.Recherche).ToDictionary(g => g.Key, g => g.ToList());
    private readonly ILookup<string, Contact> byFormerName = anciens.Join(known, a => a.Survivant, c => c.Id, (a, c) => (a.Nom, c)).ToLookup(x => x.Nom, x => x.c);
    private readonly HashSet<Guid> created = [];
    private readonly List<EmailContact> emails = [];
    private readonly List<TelephoneContact> telephones = [];
    private readonly List<LienEntreprise> liens = [];
    private readonly Dictionary<Guid, LienEntreprise> changedLiens = [];
    private readonly List<(Guid Id, string Champ, string? Before, string? After, string Cle)> parts = [];

    public int Created => touched.Created.Count;

    public int Changed => touched.Changed.Keys.Count(id => !run.Memory.Made(id));

    public static async Task<ContactStep> BeginAsync(RunContext run, IEnumerable<LigneImportee> lignes, CancellationToken cancellationToken)
    {
        var sources = lignes.Select(l => l.Contact).OfType<SourceContact>().ToList();
        if (sources.Count == 0) return new ContactStep(run, [], []);
        var (ids, former) = await ContactCandidates.FindAsync(run, sources, cancellationToken);
        if (ids.Length == 0) return new ContactStep(run, [], []);
        var contacts = await run.Query<Contact>("contacts", "id", ids).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        await run.Query<EmailContact>("contact_emails", "contact_id", ids).LoadAsync(cancellationToken);
        await run.Query<TelephoneContact>("contact_telephones", "contact_id", ids).LoadAsync(cancellationToken);
        await run.Query<LienEntreprise>("contact_liens", "contact_id", ids).LoadAsync(cancellationToken);
        return new ContactStep(run, contacts.FindAll(c => !c.EstSupprime), former);
    }

    public (Contact Contact, RowEffect Effect) Apply(LigneImportee row, SourceContact source, Guid? entrepriseId)
    {
        var (found, regle, former) = Find(source, entrepriseId);
        if (found is null)
        {
            var contact = new Contact(run.TenantId, source.Civilite, source.Prenom, source.Nom);
            var all = new Choix(run.Lecture, row, nouveau: true);
            Fill(contact, source, all);
            touched.Add(contact);
            created.Add(contact.Id);
            _ = AddParts(contact, source, all, entrepriseId).Count();
            Index(contact);
            if (source.NomDeduit) row.Remarques.Add(Texts.Get("Import_nom_deduit"));
            return (contact, new RowEffect(true, false, Texts.Get("Import_contact_nouveau", contact.NomComplet)));
        }

        if (!created.Contains(found.Id)) touched.Remember(found);
        var choix = new Choix(run.Lecture, row, nouveau: false);
        var changes = touched.Change(found, () => Fill(found, source, choix, rename: !former)).Select(d => RowEffect.Describe(d.Champ, d.Before, d.After)).ToList();
        changes.AddRange(AddParts(found, source, choix, entrepriseId));
        Index(found);
        return (found, new RowEffect(false, changes.Count > 0, Texts.Get("Import_contact_trouve", found.NomComplet, regle) + RowEffect.List(changes)));
    }

    public async Task WriteAsync(Journal journal, CancellationToken cancellationToken)
    {
        foreach (var (id, champ, before, after, cle) in parts) journal.Changed(Sujet.Contact, id, champ, before, after, cle);
        await touched.WriteAsync(run, journal, Sujet.Contact, provenance: true, cancellationToken);
        await Writers.EmailsContact.InsertAsync(run.Connection, run.Tables, emails, cancellationToken);
        await Writers.TelephonesContact.InsertAsync(run.Connection, run.Tables, telephones, cancellationToken);
        await Writers.Liens.InsertAsync(run.Connection, run.Tables, liens, cancellationToken);
        await Writers.Liens.UpsertAsync(run.Connection, run.Tables, [.. changedLiens.Values], cancellationToken);
    }

    /// <summary>Whom the row means, before anything is changed; null: nobody that is known.</summary>
    public Guid? Means(SourceContact source, Guid? entrepriseId) => Find(source, entrepriseId).Contact?.Id;

    private (Contact? Contact, string Regle, bool EstAncienNom) Find(SourceContact source, Guid? entrepriseId)
    {
        foreach (var email in source.Emails)
        {
            // Two people of a service, or of a family, share an address: then the name decides.
            if (byEmail.GetValueOrDefault(email)?.Find(c => source.NomDeduit || c.Recherche == source.CleNom || (!IsGeneric(email) && !Prenoms.Differ(c.Prenom, source.Prenom))) is { } owner) return (owner, Texts.Get("Regle_email"), false);
        }

        var same = byName.GetValueOrDefault(source.CleNom) ?? [];
        if (Named(same, source, entrepriseId) is { Contact: { } person } found) return (person, found.Regle, false);
        // Nothing but the name on both sides: the same file a second time.
        if (entrepriseId is null && same.Find(c => c.Liens.Count == 0 && (c.Emails.Count == 0 || source.Emails.Count == 0)) is { } alone) return (alone, Texts.Get("Regle_nom"), false);
        // A record that was merged keeps its name as a key, with the places and numbers that its survivor took over.
        if (Named([.. byFormerName[source.CleNom]], source, entrepriseId) is { Contact: { } survivor } former) return (survivor, Texts.Get("Regle_fusion_contact", former.Regle), true);
        return default;
    }

    private static (Contact? Contact, string Regle) Named(List<Contact> same, SourceContact source, Guid? entrepriseId)
    {
        if (entrepriseId is { } id && same.Find(c => c.Liens.Any(l => l.EntrepriseId == id)) is { } colleague) return (colleague, Texts.Get("Regle_nom_entreprise"));
        if (same.Find(c => c.Telephones.Any(t => t.E164 is not null && source.Telephones.Any(s => s.E164 == t.E164))) is { } called) return (called, Texts.Get("Regle_nom_telephone"));
        return default;
    }

    private static void Fill(Contact c, SourceContact s, Choix choix, bool rename = true)
    {
        if (rename && !s.NomDeduit) c.Rename(choix.Of("contact.civilite", s.Civilite, c.Civilite), choix.Of("contact.prenom", s.Prenom, c.Prenom), choix.Of("contact.nom", s.Nom, c.Nom));
        FillAnniversaire(c, s, choix);
        c.ChangeReperes(c.ReperesPersonnels, choix.Of("contact.notes", s.Notes, c.Notes), choix.Of("contact.langue", s.Langue, c.Langue));
        c.Oppose(c.Oppositions | s.Oppositions);
    }

    /// <summary>A day without its year keeps the year that is known for it.</summary>
    private static void FillAnniversaire(Contact c, SourceContact s, Choix choix)
    {
        (int Jour, int Mois, int? Annee)? known = c is { NaissanceJour: { } jour, NaissanceMois: { } mois } ? (jour, mois, c.NaissanceAnnee) : null;
        if (choix.Of("contact.anniversaire", s.Anniversaire, known) is not { } day) c.ChangeAnniversaire(null, null, null);
        else c.ChangeAnniversaire(day.Jour, day.Mois, day.Annee ?? (day.Jour == known?.Jour && day.Mois == known?.Mois ? known?.Annee : null));
    }

    private IEnumerable<string> AddParts(Contact contact, SourceContact source, Choix choix, Guid? entrepriseId)
    {
        var isNew = created.Contains(contact.Id);
        var before = contact.Emails.Select(e => e.Id).Concat(contact.Telephones.Select(t => t.Id)).ToHashSet();
        if (choix.Takes("contact.email", contact.Emails.Count == 0)) AddEmails(contact, source);
        if (choix.Takes("contact.telephone", contact.Telephones.Count == 0)) AddPhones(contact, source);
        var texts = new List<(string Champ, string? Before, string? After, string Cle)>();
        foreach (var email in contact.Emails.Where(e => !before.Contains(e.Id)))
        {
            emails.Add(email);
            texts.Add((nameof(EmailContact), null, email.ToString(), email.NomProvenance));
        }

        foreach (var telephone in contact.Telephones.Where(t => !before.Contains(t.Id)))
        {
            telephones.Add(telephone);
            texts.Add((nameof(TelephoneContact), null, telephone.ToString(), telephone.NomProvenance));
        }

        if (entrepriseId is { } id) texts.AddRange(Link(contact, source, choix, id));
        if (texts.Count > 0) touched.MarkChanged(contact);
        foreach (var (champ, old, value, cle) in texts)
        {
            if (!isNew) parts.Add((contact.Id, champ, old, value, cle));
            yield return champ == nameof(LienEntreprise) ? Texts.Get("Import_lie_entreprise") : RowEffect.Describe(champ, old, value);
        }
    }

    private static void AddEmails(Contact contact, SourceContact source)
    {
        var added = source.Emails.Where(a => !contact.Emails.Any(e => e.Adresse == a)).ToList();
        if (added.Count == 0) return;
        var preferred = contact.Emails.Any(e => e.Prefere);
        contact.ReplaceEmails(
        [
            .. contact.Emails.Select(e => new AdresseEmail(e.Adresse, e.Nature, e.Prefere)),
            .. added.Select((a, i) => new AdresseEmail(a, IsGeneric(a) ? NatureCoordonnee.Generique : NatureCoordonnee.Nominative, !preferred && i == 0)),
        ]);
    }

    private static void AddPhones(Contact contact, SourceContact source)
    {
        var added = source.Telephones.Where(n => !contact.Telephones.Any(t => t.Saisie == n.Saisie || (t.E164 is not null && t.E164 == n.E164))).DistinctBy(n => n.E164 ?? n.Saisie).ToList();
        if (added.Count == 0) return;
        contact.ReplaceTelephones([.. contact.Telephones.OrderBy(t => t.Position).ThenBy(t => t.Id).Select(t => new TelephoneSaisi(new NumeroTelephone(t.Saisie, t.E164, t.Libelle), t.Nature, t.Prefere)), .. added.Select(n => new TelephoneSaisi(n))]);
    }

    private List<(string Champ, string? Before, string? After, string Cle)> Link(Contact contact, SourceContact source, Choix choix, Guid entrepriseId)
    {
        var lien = contact.Liens.FirstOrDefault(l => l.EntrepriseId == entrepriseId);
        if (lien is null)
        {
            contact.LinkTo(entrepriseId, source.Fonction, source.Service, source.Depuis, source.Jusqua);
            liens.Add(lien = contact.Liens.Single(l => l.EntrepriseId == entrepriseId));
            return [(nameof(LienEntreprise), null, lien.ToString(), lien.NomProvenance)];
        }

        var snapshot = Writers.Liens.Snapshot(lien);
        contact.LinkTo(
            entrepriseId, choix.Of("contact.fonction", source.Fonction, lien.Fonction), choix.Of("contact.service", source.Service, lien.Service),
            choix.Of("contact.depuis", source.Depuis, lien.Depuis), choix.Of("contact.jusqua", source.Jusqua, lien.Jusqua));
        var changes = Writers.Liens.Differences(snapshot, lien).Select(d => (d.Champ, Journal.TextOf(d.Before), Journal.TextOf(d.After), $"{lien.NomProvenance}.{d.Champ.Split('.')[^1]}")).ToList();
        if (changes.Count > 0 && !liens.Contains(lien)) changedLiens[lien.Id] = lien;
        return changes;
    }

    private void Index(Contact contact)
    {
        foreach (var email in contact.Emails)
        {
            if (!byEmail.TryGetValue(email.Adresse, out var owners)) byEmail[email.Adresse] = owners = [];
            if (!owners.Contains(contact)) owners.Add(contact);
        }

        if (!byName.TryGetValue(contact.Recherche, out var same)) byName[contact.Recherche] = same = [];
        if (!same.Contains(contact)) same.Add(contact);
    }

    private static bool IsGeneric(string email) => Generic.Contains(email[..email.IndexOf('@', StringComparison.Ordinal)]);
}
