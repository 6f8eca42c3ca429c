using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Doublons;

/// <summary>Contacts that become one.</summary>
internal sealed class FusionContacts : GenreFusion<Contact, ContactSaisie>
{
    public static readonly FusionContacts Instance = new();

    public override Sujet Sujet => Sujet.Contact;

    public override IReadOnlyCollection<string> Champs => ChampsContact.Noms;

    // The name is told with the merge; nothing is lost of what a person has several of, and a refusal stays one.
    public override IReadOnlyCollection<string> ChampsSeuls { get; } =
    [
        nameof(Contact.Civilite), nameof(Contact.NaissanceJour), nameof(Contact.NaissanceMois), nameof(Contact.NaissanceAnnee),
        nameof(Contact.Langue), nameof(Contact.ReperesPersonnels), nameof(Contact.Notes),
    ];

    public override Task<List<Contact>> LoadAsync(AppDbContext db, Acteur acteur, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        db.Contacts.VisibleTo(acteur, db).Include(c => c.Emails).Include(c => c.Telephones).Include(c => c.Liens).AsSplitQuery().Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).ToListAsync(cancellationToken);

    /// <summary>Without the names of the linked entreprises: one that is renamed since isn't a change of the contact.</summary>
    public override Task<Dictionary<Guid, ContactSaisie>> ReadAsync(AppDbContext db, IReadOnlyCollection<Contact> fiches, CancellationToken cancellationToken) =>
        Task.FromResult(fiches.ToDictionary(c => c.Id, c => c.ToSaisie(new Dictionary<Guid, string>())));

    public override string NameOf(Contact fiche) => fiche.NomComplet;

    public override void Copy(string champ, ContactSaisie from, ContactSaisie to) => ChampsContact.Copy(champ, from, to);

    /// <summary>A refusal by one of them is a refusal by the person (RGPD art. 21).</summary>
    public override void Unite(ContactSaisie into, IReadOnlyCollection<ContactSaisie> all, FusionRequest request)
    {
        into.Emails = United(all.SelectMany(s => s.Emails), e => e.Adresse?.Trim().ToLowerInvariant(), e => e.Prefere,
            (e, prefere) => new EmailSaisi { Adresse = e.Adresse, Nature = e.Nature, Prefere = prefere });
        into.Telephones = United(all.SelectMany(s => s.Telephones), t => Telephones.Read(t.Numero ?? "").E164 ?? t.Numero, t => t.Prefere,
            (t, prefere) => new NumeroSaisi { Numero = t.Numero, Libelle = t.Libelle, Nature = t.Nature, Prefere = prefere });
        into.Liens = [.. all.SelectMany(s => s.Liens).GroupBy(l => l.EntrepriseId).Select(Together)];
        into.Oppositions = all.Aggregate(Opposition.None, (refus, s) => refus | s.Oppositions);
        if (!request.Chose(nameof(into.Notes))) into.Notes = Together(all.Select(s => s.Notes));
        if (!request.Chose(nameof(into.ReperesPersonnels))) into.ReperesPersonnels = Together(all.Select(s => s.ReperesPersonnels));
    }

    /// <summary>
    /// What came with the merge goes back with it, or it would outlive the other person's erasure here, and this one's would take the other's: addresses, numbers and places, however they
    /// are written by now, and of texts, which stand one below the other, the paragraphs that nobody changed. Its own that the merge left out come back.
    /// </summary>
    protected override void Separate(string champ, ContactSaisie before, ContactSaisie after, ContactSaisie back)
    {
        if (champ == nameof(back.Emails)) back.Emails = Own(before.Emails, after.Emails, back.Emails, Preference.OfEmails);
        if (champ == nameof(back.Telephones)) back.Telephones = Own(before.Telephones, after.Telephones, back.Telephones, Preference.OfTelephones);
        if (champ == nameof(back.Liens)) back.Liens = Own(before.Liens, after.Liens, back.Liens, l => $"{l.EntrepriseId}", Apart);
        if (champ == nameof(back.Notes)) back.Notes = Without(before.Notes, after.Notes, back.Notes);
        if (champ == nameof(back.ReperesPersonnels)) back.ReperesPersonnels = Without(before.ReperesPersonnels, after.ReperesPersonnels, back.ReperesPersonnels);
    }

    protected override IEnumerable<string> Coordonnees(ContactSaisie saisie) => saisie.Emails.Select(e => e.Adresse).Concat(saisie.Telephones.Select(t => t.Numero)).OfType<string>();

    /// <summary>A place that both had: what one of them knew of it and nobody changed since goes.</summary>
    private static LienSaisi Apart(LienSaisi was, LienSaisi became, LienSaisi now)
    {
        static T? Back<T>(T? was, T? became, T? now) => Equals(now, became) ? was : now;
        return new LienSaisi
        {
            EntrepriseId = now.EntrepriseId,
            Entreprise = now.Entreprise,
            Fonction = Back(was.Fonction, became.Fonction, now.Fonction),
            Service = Back(was.Service, became.Service, now.Service),
            Depuis = Back(was.Depuis, became.Depuis, now.Depuis),
            Jusqua = Back(was.Jusqua, became.Jusqua, now.Jusqua),
        };
    }

    /// <summary>What is used first.</summary>
    private sealed record Preference<T>(Func<T, string> Cle, Func<T, bool> Est, Action<T> Prefer);

    private static class Preference
    {
        public static readonly Preference<EmailSaisi> OfEmails = new(e => CoordonneeFusion.KeyOf(e.Adresse), e => e.Prefere, e => e.Prefere = true);
        public static readonly Preference<NumeroSaisi> OfTelephones = new(t => CoordonneeFusion.KeyOf(t.Numero), t => t.Prefere, t => t.Prefere = true);
    }

    /// <summary>The mark went to one that came with the merge and goes with it: it returns to the one that had it before.</summary>
    private static List<T> Own<T>(List<T> before, List<T> after, List<T> now, Preference<T> preference)
    {
        var back = Own(before, after, now, preference.Cle);
        if (!now.Exists(x => preference.Est(x)) || back.Exists(x => preference.Est(x))) return back;
        if (before.Find(x => preference.Est(x)) is { } was && back.Find(x => preference.Cle(x) == preference.Cle(was)) is { } again) preference.Prefer(again);
        return back;
    }

    private static string? Without(string? before, string? after, string? now)
    {
        var others = Paragraphs(after).Except(Paragraphs(before)).ToHashSet();
        var lost = Paragraphs(before).Except(Paragraphs(after));
        return string.Join("\n\n", lost.Concat(Paragraphs(now).Where(p => !others.Contains(p))).Distinct()) is { Length: > 0 } text ? text : null;
    }

    private static string[] Paragraphs(string? text) => text?.Split("\n\n") ?? [];

    public override Task ApplyAsync(AppDbContext db, Acteur acteur, Contact fiche, ContactSaisie saisie, CancellationToken cancellationToken)
    {
        // Every link, seen or not: the person keeps all of its places.
        fiche.Apply(saisie, saisie.Liens.Select(l => l.EntrepriseId).OfType<Guid>().Concat(fiche.Liens.Select(l => l.EntrepriseId)).ToHashSet());
        return Task.CompletedTask;
    }

    /// <summary>Each once, as the first record has it. Used first is the first that one of them uses so: the same address in another record is it too.</summary>
    private static List<T> United<T>(IEnumerable<T> all, Func<T, string?> cle, Func<T, bool> isPreferred, Func<T, bool, T> copy) where T : class
    {
        var each = all.ToList();
        var preferred = each.Find(x => isPreferred(x));
        return [.. each.DistinctBy(cle).Select(x => copy(x, preferred is not null && cle(x) == cle(preferred)))];
    }

    private static string? Together(IEnumerable<string?> texts) => string.Join("\n\n", texts.Where(t => !string.IsNullOrWhiteSpace(t)).Distinct()) is { Length: > 0 } text ? text : null;

    /// <summary>One place in an entreprise from several: each thing that one of them knows. Still there when one says so.</summary>
    private static LienSaisi Together(IEnumerable<LienSaisi> liens)
    {
        var all = liens.ToList();
        return new LienSaisi
        {
            EntrepriseId = all[0].EntrepriseId,
            Entreprise = all[0].Entreprise,
            Fonction = all.Select(l => l.Fonction).FirstOrDefault(f => !string.IsNullOrWhiteSpace(f)),
            Service = all.Select(l => l.Service).FirstOrDefault(s => !string.IsNullOrWhiteSpace(s)),
            Depuis = all.Min(l => l.Depuis),
            Jusqua = all.Exists(l => l.Jusqua is null) ? null : all.Max(l => l.Jusqua),
        };
    }
}
