using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Contacts;

/// <summary>Contacts are sorted by name; the key of a cursor is <see cref="Contact.Tri"/>.</summary>
public sealed record ListContactsRequest(ContactFiltre Filtre, PageRequest Page);

/// <summary>A contact in a list, with its main place: the entreprise where it is now.</summary>
public sealed record ContactRow(Guid Id, string NomComplet, string Tri, Opposition Oppositions)
{
    public string? Prenom { get; init; }
    public string? Nom { get; init; }
    public LienRow? Lien { get; init; }
    public string? Email { get; init; }
    public TelephoneRow? Telephone { get; init; }
    public DernierEchange? DernierEchange { get; init; }
}

/// <summary>A person's place in an entreprise that the reader sees.</summary>
public sealed record LienRow(Guid EntrepriseId, string Entreprise, string? Fonction, string? Ville);

/// <summary>A phone number as typed and as it can be dialled.</summary>
public sealed record TelephoneRow(string Saisie, string? E164, string? Libelle)
{
    public string Texte => Telephones.Show(Saisie, E164);
}

/// <summary>A page of contacts.</summary>
public sealed class ListContacts(UseCaseServices services) : UseCase<ListContactsRequest, Page<ContactRow>>(services)
{
    public const string TriParNom = "nom";

    /// <summary>Sorts after every letter: "from D" in descending order starts at the last name in D.</summary>

    protected override Permission Permission => Permission.ContactsRead;

    protected override async Task<Outcome<Page<ContactRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListContactsRequest request, CancellationToken cancellationToken)
    {
        var today = await db.TodayAsync(Clock, cancellationToken);
        var contacts = db.Contacts.AsNoTracking().VisibleTo(acteur, db).Where(request.Filtre, acteur, db);
        var echanges = db.Evenements.VisibleTo(acteur, db).LesEchanges();
        var rows = await Turn(contacts, request.Page).Take(request.Page.Size + 1).Select(c => new ContactRow(c.Id, c.NomComplet, c.Tri, c.Oppositions)
        {
            Prenom = c.Prenom,
            Nom = c.Nom,
            Lien = c.Liens.OrderBy(l => l.Jusqua != null && l.Jusqua < today).ThenByDescending(l => l.Depuis).ThenBy(l => l.Id)
                .Join(db.Entreprises.VisibleTo(acteur), l => l.EntrepriseId, e => e.Id, (l, e) => new LienRow(e.Id, e.RaisonSociale, l.Fonction, e.Facturation.Commune))
                .FirstOrDefault(),
            Email = c.Emails.OrderByDescending(e => e.Prefere).ThenBy(e => e.Id).Select(e => e.Adresse).FirstOrDefault(),
            Telephone = c.Telephones.OrderByDescending(t => t.Prefere).ThenBy(t => t.Id).Select(t => new TelephoneRow(t.Saisie, t.E164, t.Libelle)).FirstOrDefault(),
            DernierEchange = echanges.Where(e => e.TenantId == c.TenantId && e.ContactId == c.Id).Select(e => new DernierEchange(e.SurvenuLe, e.Type)).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        return Page.Of(rows, request.Page, row => (row.Tri, row.Id));
    }

    /// <summary>Rows from the cursor on, in reading direction.</summary>
    private static IQueryable<Contact> Turn(IQueryable<Contact> contacts, PageRequest page)
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
