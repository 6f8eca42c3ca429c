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

    protected override Permission Permission => Permission.ContactsRead;

    protected override async Task<Outcome<Page<ContactRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListContactsRequest request, CancellationToken cancellationToken)
    {
        var today = await db.TodayAsync(Clock, cancellationToken);
        var contacts = db.Contacts.AsNoTracking().VisibleTo(acteur, db).Where(request.Filtre, acteur, db);
        var rows = await contacts.Turn(request.Page).Take(request.Page.Size + 1).ToRows(db, acteur, today).ToListAsync(cancellationToken);
        return Page.Of(rows, request.Page, row => (row.Tri, row.Id));
    }
}
