using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Recherche;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd;

/// <summary>A record that may be about a person.</summary>
/// <param name="Id">The record.</param>
/// <param name="EstContact">A contact; otherwise an entreprise.</param>
/// <param name="Nom">Its name.</param>
/// <param name="Detail">What tells it from others.</param>
/// <param name="Sur">Found by address or number; otherwise by its name alone.</param>
/// <param name="EstPersonne">A contact, or an entreprise that is a natural person.</param>
public sealed record PersonneTrouvee(Guid Id, bool EstContact, string Nom, string? Detail, bool Sur, bool EstPersonne)
{
    /// <summary>A contact's entreprise, of several the latest: it tells namesakes apart.</summary>
    public string? Societe { get; init; }

    /// <summary>What the contact does there.</summary>
    public string? Fonction { get; init; }
}

/// <summary>
/// The one search for a person for her rights: by name without accents, e-mail address and phone in any writing, over the trash and what is
/// restricted too. Merged records answer with the one that stands for them.
/// </summary>
internal static class PersonnesDuFichier
{
    private const int Shown = 20;

    /// <summary>The rights of a person hold for what lies in the trash too (RGPD art. 15).</summary>
    private static readonly string[] Trash = [AppDbContext.CorbeilleFilter];

    public static async Task<IReadOnlyList<PersonneTrouvee>> FindAsync(AppDbContext db, string? nom, string? email, string? telephone, CancellationToken cancellationToken)
    {
        var address = string.IsNullOrWhiteSpace(email) ? null : email.Trim().ToLowerInvariant();
        var e164 = Telephones.E164(telephone);
        var words = string.IsNullOrWhiteSpace(nom) ? [] : SearchWords.Of(nom.Trim()).Parts;
        var rows = new List<PersonneTrouvee>();
        if (address is not null || e164 is not null)
        {
            rows.AddRange(await Of(db, Contacts(db).Where(c => c.Emails.Any(m => m.Adresse == address) || c.Telephones.Any(t => t.E164 != null && t.E164 == e164)), true).ToListAsync(cancellationToken));
            rows.AddRange(await Of(Entreprises(db).Where(e => e.Email == address || e.Telephones.Any(t => t.E164 != null && t.E164 == e164)), true).ToListAsync(cancellationToken));
        }

        if (words.Length > 0)
        {
            var (contacts, entreprises) = (Contacts(db), Entreprises(db).Where(e => e.EstPersonnePhysique));
            foreach (var word in words) (contacts, entreprises) = (contacts.Where(c => EF.Functions.Like(c.Recherche, word)), entreprises.Where(e => EF.Functions.Like(e.Recherche, word)));
            rows.AddRange(await Of(db, contacts, false).ToListAsync(cancellationToken));
            rows.AddRange(await Of(entreprises, false).ToListAsync(cancellationToken));
        }

        return [.. rows.DistinctBy(r => r.Id)];
    }

    /// <summary>Exactly this record.</summary>
    public static async Task<PersonneTrouvee?> GetAsync(AppDbContext db, Guid id, CancellationToken cancellationToken) =>
        await Of(db, Contacts(db).Where(c => c.Id == id), true).SingleOrDefaultAsync(cancellationToken) ?? await Of(Entreprises(db).Where(e => e.Id == id), true).SingleOrDefaultAsync(cancellationToken);

    // The rights of a person hold for what lies in the trash too.
    private static IQueryable<Contact> Contacts(AppDbContext db) => db.Contacts.AsNoTracking().IgnoreQueryFilters(Trash).Where(c => c.SurvivantId == null);

    private static IQueryable<Entreprise> Entreprises(AppDbContext db) => db.Entreprises.AsNoTracking().IgnoreQueryFilters(Trash).Where(e => e.SurvivantId == null);

    private static IQueryable<PersonneTrouvee> Of(AppDbContext db, IQueryable<Contact> contacts, bool sur)
    {
        var entreprises = Entreprises(db);
        return contacts.OrderBy(c => c.Tri).Take(Shown).Select(c => new PersonneTrouvee(c.Id, true, c.NomComplet, c.Emails.OrderByDescending(m => m.Prefere).Select(m => m.Adresse).FirstOrDefault(), sur, true)
        {
            Societe = c.Liens.OrderByDescending(l => l.Depuis).ThenBy(l => l.Id).Join(entreprises, l => l.EntrepriseId, e => e.Id, (l, e) => e.RaisonSociale).FirstOrDefault(),
            Fonction = c.Liens.OrderByDescending(l => l.Depuis).ThenBy(l => l.Id).Select(l => l.Fonction).FirstOrDefault(),
        });
    }

    private static IQueryable<PersonneTrouvee> Of(IQueryable<Entreprise> entreprises, bool sur) => entreprises.OrderBy(e => e.Recherche).Take(Shown)
        .Select(e => new PersonneTrouvee(e.Id, false, e.RaisonSociale, e.Siren ?? e.Facturation.Commune, sur, e.EstPersonnePhysique));
}
