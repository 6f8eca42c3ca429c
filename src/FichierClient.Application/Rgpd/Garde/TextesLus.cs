using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Rgpd.Garde;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Garde;

/// <summary>
/// The free texts of the client file, by the id of their record. Rows carry the number of the transaction that wrote them last (xmin): what
/// changed is found without a column of its own, whichever way it was written.
/// </summary>
internal static class TextesLus
{
    /// <summary>Notes written by a transaction not older than this one; 0: all.</summary>
    public static IQueryable<TexteLu> Notes(AppDbContext db, long since, Guid after)
    {
        var notes = since == 0 ? db.Evenements : db.Evenements.FromSql($"select e.*, e.xmin from evenements e where age(e.xmin) <= age((({since} % 4294967296)::text)::xid)");
        return from e in notes.AsNoTracking()
               where e.Texte != null && e.Id.CompareTo(after) > 0
               join x in db.Entreprises on new { e.TenantId, Id = e.EntrepriseId ?? Guid.Empty } equals new { x.TenantId, x.Id } into about
               from x in about.DefaultIfEmpty()
               orderby e.Id
               select new TexteLu(e.Id, LieuTexte.Note, e.Texte, e.AuteurId, x.RaisonSociale, x.CodeNaf);
    }

    public static IQueryable<TexteLu> Contacts(AppDbContext db, LieuTexte lieu, long since, Guid after) =>
        Of(db, since == 0 ? db.Contacts : db.Contacts.FromSql($"select c.*, c.xmin from contacts c where age(c.xmin) <= age((({since} % 4294967296)::text)::xid)"), lieu, after);

    /// <summary>Those that an import wrote.</summary>
    public static IQueryable<TexteLu> Imported(AppDbContext db, LieuTexte lieu, Guid importId, Guid after) =>
        Of(db, db.Contacts.Where(c => db.Provenances.Any(p => p.SujetId == c.Id && p.ImportId == importId)), lieu, after);

    private static IQueryable<TexteLu> Of(AppDbContext db, IQueryable<Contact> contacts, LieuTexte lieu, Guid after) =>
        from c in contacts.AsNoTracking()
        let texte = lieu == LieuTexte.ContactNotes ? c.Notes : c.ReperesPersonnels
        where texte != null && c.Id.CompareTo(after) > 0
        let first = db.Entreprises.Where(e => c.Liens.Any(l => l.EntrepriseId == e.Id)).OrderBy(e => e.Id).FirstOrDefault()
        orderby c.Id
        select new TexteLu(c.Id, lieu, texte, c.CreeParId, first!.RaisonSociale, first.CodeNaf);
}
