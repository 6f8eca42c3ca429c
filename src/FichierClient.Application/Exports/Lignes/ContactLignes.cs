using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Rgpd.Information;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Exports;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Exports.Lignes;

/// <summary>A contact with one of its places, in an entreprise that the reader sees; null: it has none.</summary>
internal sealed record ContactPlace(Contact Contact, LienEntreprise? Lien, Entreprise? Entreprise);

/// <summary>The list of contacts, as its page reads it.</summary>
internal static class ContactLignes
{
    /// <summary>Without those who weren't told yet where their data come from: a file of contacts is a call list (RGPD art. 14). Nor people of statut de diffusion P, but in whole records for an import.</summary>
    public static IQueryable<Contact> Query(LectureExport lecture) => lecture.Demande.Format == FormatExport.Reimport
        ? Whole(lecture).Informes(lecture.Db)
        : Whole(lecture).Informes(lecture.Db).Diffusibles(lecture.Db);

    /// <summary>Those of the list that the file leaves out until they are told.</summary>
    public static IQueryable<Contact> NotTold(LectureExport lecture) => Whole(lecture).NonInformes(lecture.Db);

    /// <summary>Those that it leaves out because of their statut de diffusion.</summary>
    public static IQueryable<Contact> LeftOut(LectureExport lecture) => Whole(lecture).Informes(lecture.Db).Proteges(lecture.Db).Where(c => lecture.Demande.Format != FormatExport.Reimport);

    private static IQueryable<Contact> Whole(LectureExport lecture) => lecture.Db.Contacts.AsNoTracking().VisibleTo(lecture.Acteur, lecture.Db).Usable()
        .Where(lecture.Demande.Contacts ?? new ContactFiltre(), lecture.Acteur, lecture.Db).Where(c => lecture.Coches == null || lecture.Coches.Contains(c.Id));

    public static Tableau Read(LectureExport lecture) => Tableaux.Of(
        Tableaux.Shown<ContactRow>(lecture.Demande, c => ColonnesContact.Of(c, lecture.Zone)),
        lecture.ReadAsync(Query(lecture).Turn(lecture.Demande.Page).ToRows(lecture.Db, lecture.Acteur, lecture.Today)));

    /// <summary>Whole contacts with the place that the list shows.</summary>
    public static IAsyncEnumerable<ContactPlace> ReadCards(LectureExport lecture, CancellationToken cancellationToken) =>
        ReadPlaces(lecture, places => places.Take(1), cancellationToken);

    /// <summary>Whole records for an import: a row a place.</summary>
    public static Tableau ReadWhole(LectureExport lecture, CancellationToken cancellationToken) =>
        Tableaux.Of(ReimportContact.Colonnes, ReadPlaces(lecture, places => places, cancellationToken));

    private static IAsyncEnumerable<ContactPlace> ReadPlaces(
        LectureExport lecture, Func<IEnumerable<ContactPlace>, IEnumerable<ContactPlace>> which, CancellationToken cancellationToken) =>
        lecture.ReadAsync(Query(lecture).Turn(lecture.Demande.Page).Select(c => c.Id), async (beside, ids) =>
        {
            var contacts = await beside.Contacts.AsNoTracking().Where(c => ids.Contains(c.Id)).Include(c => c.Emails).Include(c => c.Telephones).Include(c => c.Liens)
                .AsSplitQuery().ToDictionaryAsync(c => c.Id, cancellationToken);
            var named = contacts.Values.SelectMany(c => c.Liens).Select(l => l.EntrepriseId).Distinct().ToArray();
            var entreprises = await beside.Entreprises.AsNoTracking().VisibleTo(lecture.Acteur).Where(e => named.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancellationToken);
            return ids.Where(contacts.ContainsKey).SelectMany(id => which(PlacesOf(contacts[id], entreprises, lecture.Today)));
        });

    /// <summary>In the list's order: where the person is now comes first.</summary>
    private static IEnumerable<ContactPlace> PlacesOf(Contact contact, Dictionary<Guid, Entreprise> entreprises, DateOnly today) =>
        contact.Liens.Where(l => entreprises.ContainsKey(l.EntrepriseId))
            .OrderBy(l => l.Jusqua < today).ThenByDescending(l => l.Depuis is null).ThenByDescending(l => l.Depuis).ThenBy(l => l.Id)
            .Select(l => new ContactPlace(contact, l, entreprises[l.EntrepriseId])).DefaultIfEmpty(new ContactPlace(contact, null, null));
}
