using FichierClient.Application.Common;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Exports.Lignes;

/// <summary>A vente with its entreprise, null when that is in the trash.</summary>
internal sealed record VenteComplete(Vente Vente, Entreprise? Entreprise, string? FactureLiee);

/// <summary>The list of ventes, as its page reads it.</summary>
internal static class VenteLignes
{
    private const string ParDate = "date";

    public static IQueryable<Vente> Query(LectureExport lecture) =>
        lecture.Db.Ventes.AsNoTracking().VisibleTo(lecture.Acteur, lecture.Db).Where(Filtre(lecture), lecture.Db)
            .Where(v => !lecture.Db.Entreprises.Any(e => e.TenantId == v.TenantId && e.Id == v.EntrepriseId && e.LimiteLe != null))
            .Where(v => lecture.Coches == null || lecture.Coches.Contains(v.Id));

    /// <summary>What can be an accounting entry: valid ventes.</summary>
    public static IQueryable<Vente> QueryFec(LectureExport lecture) => Query(lecture).Where(v => v.Statut == StatutVente.Validee);

    public static Tableau Read(LectureExport lecture) => Tableaux.Of(
        Tableaux.Shown<VenteRow>(lecture.Demande, ColonnesVente.Of),
        lecture.ReadAsync(Query(lecture).Turn(lecture.Demande.Page).ToRows(lecture.Db, Filtre(lecture))));

    /// <summary>Whole records for an import: a row a line, a facture before the avoirs that credit it.</summary>
    public static Tableau ReadWhole(LectureExport lecture, ListesExport listes, CancellationToken cancellationToken) => Tableaux.Of(
        ReimportVente.Colonnes(listes),
        ReadComplete(lecture, Query(lecture).OrderBy(v => v.Date).ThenByDescending(v => v.Type).ThenBy(v => v.Id), cancellationToken)
            .SelectMany(v => v.Vente.Lignes.OrderBy(l => l.Position).Select(l => new VenteLigne(v, l))));

    /// <summary>Accounting entries by day and number, whatever the order of the list.</summary>
    public static Tableau ReadFec(LectureExport lecture, CancellationToken cancellationToken) => LignesFec.Of(
        ReadComplete(lecture, QueryFec(lecture).Turn(new PageRequest(ParDate, Descending: false, PageCursor.First)), cancellationToken), lecture.Devise);

    private static VenteFiltre Filtre(LectureExport lecture) => lecture.Demande.Ventes ?? new VenteFiltre();

    private static IAsyncEnumerable<VenteComplete> ReadComplete(LectureExport lecture, IQueryable<Vente> ventes, CancellationToken cancellationToken) =>
        lecture.ReadAsync(ventes.Select(v => v.Id), async (beside, ids) =>
        {
            var found = await beside.Ventes.AsNoTracking().Where(v => ids.Contains(v.Id)).Include(v => v.Lignes).ToDictionaryAsync(v => v.Id, cancellationToken);
            var named = found.Values.Select(v => v.EntrepriseId).Distinct().ToArray();
            var entreprises = await beside.Entreprises.AsNoTracking().VisibleTo(lecture.Acteur).Where(e => named.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancellationToken);
            var credited = found.Values.Select(v => v.FactureId).OfType<Guid>().Distinct().ToArray();
            var factures = await beside.Ventes.AsNoTracking().Where(v => credited.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => v.Numero, cancellationToken);
            return ids.Where(found.ContainsKey).Select(id => found[id]).Select(v =>
                new VenteComplete(v, entreprises.GetValueOrDefault(v.EntrepriseId), v.FactureId is { } facture ? factures.GetValueOrDefault(facture) : null));
        });
}
