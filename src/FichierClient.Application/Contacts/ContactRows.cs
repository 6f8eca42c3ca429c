using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Domain.Contacts;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Contacts;

/// <summary>What the list of contacts and its export share: order and columns.</summary>
internal static class ContactRows
{
    public static IQueryable<ContactRow> ToRows(this IQueryable<Contact> contacts, AppDbContext db, Acteur acteur, DateOnly today)
    {
        var echanges = db.Evenements.VisibleTo(acteur, db).LesEchanges();
        return contacts.Select(c => new ContactRow(c.Id, c.NomComplet, c.Tri, c.Oppositions)
        {
            Prenom = c.Prenom,
            Nom = c.Nom,
            Lien = c.Liens.OrderBy(l => l.Jusqua != null && l.Jusqua < today).ThenByDescending(l => l.Depuis).ThenBy(l => l.Id)
                .Join(db.Entreprises.VisibleTo(acteur), l => l.EntrepriseId, e => e.Id, (l, e) => new LienRow(e.Id, e.RaisonSociale, l.Fonction, e.Facturation.Commune))
                .FirstOrDefault(),
            Email = c.Emails.OrderByDescending(e => e.Prefere).ThenBy(e => e.Id).Select(e => e.Adresse).FirstOrDefault(),
            Telephone = c.Telephones.OrderByDescending(t => t.Prefere).ThenBy(t => t.Position).ThenBy(t => t.Id).Select(t => new TelephoneRow(t.Saisie, t.E164, t.Libelle)).FirstOrDefault(),
            DernierEchange = echanges.Where(e => e.TenantId == c.TenantId && e.ContactId == c.Id).Select(e => new DernierEchange(e.SurvenuLe, e.Type)).FirstOrDefault(),
        });
    }

    /// <summary>Rows from the cursor on, in reading direction.</summary>
    public static IQueryable<Contact> Turn(this IQueryable<Contact> contacts, PageRequest page)
    {
        var (key, id) = (page.Cursor.Key, page.Cursor.Id);
        var down = page.Descending != page.Cursor.Backwards;
        contacts = (page.Cursor.Move, down) switch
        {
            (PageMove.After or PageMove.Before, false) => contacts.Where(c => EF.Functions.GreaterThan(ValueTuple.Create(c.Tri, c.Id), ValueTuple.Create(key, id))),
            (PageMove.After or PageMove.Before, true) => contacts.Where(c => EF.Functions.LessThan(ValueTuple.Create(c.Tri, c.Id), ValueTuple.Create(key, id))),
            (PageMove.From, false) => contacts.Where(c => EF.Functions.GreaterThanOrEqual(ValueTuple.Create(c.Tri, c.Id), ValueTuple.Create(key, Guid.Empty))),
            (PageMove.From, true) => contacts.Where(c => EF.Functions.LessThanOrEqual(ValueTuple.Create(c.Tri, c.Id), ValueTuple.Create(key + SqlText.Highest, Guid.AllBitsSet))),
            _ => contacts,
        };
        return down ? contacts.OrderByDescending(c => c.Tri).ThenByDescending(c => c.Id) : contacts.OrderBy(c => c.Tri).ThenBy(c => c.Id);
    }
}
