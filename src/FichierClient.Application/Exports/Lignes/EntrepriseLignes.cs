using FichierClient.Application.Data;
using FichierClient.Application.Entreprises;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Exports.Lignes;

/// <summary>The list of entreprises, as its page reads it.</summary>
internal static class EntrepriseLignes
{
    /// <summary>A file of people is a call list, and who chose statut de diffusion P objects to being called. Whole records for an import are none: nothing is lost in a move.</summary>
    public static IQueryable<EntrepriseChiffree> Query(LectureExport lecture) =>
        lecture.Demande.Format == FormatExport.Reimport ? Whole(lecture) : Whole(lecture).Where(e => !(e.Entreprise.EstDiffusionPartielle && e.Entreprise.EstPersonnePhysique));

    /// <summary>Those of the list that the file leaves out.</summary>
    public static IQueryable<EntrepriseChiffree> LeftOut(LectureExport lecture) =>
        Whole(lecture).Where(e => lecture.Demande.Format != FormatExport.Reimport && e.Entreprise.EstDiffusionPartielle && e.Entreprise.EstPersonnePhysique);

    private static IQueryable<EntrepriseChiffree> Whole(LectureExport lecture)
    {
        var filtre = lecture.Demande.Entreprises ?? new EntrepriseFiltre();
        // The page offers the trash to who may delete; nobody else gets it by another way.
        if (!lecture.Acteur.Allows(Permission.EntreprisesDelete)) filtre = filtre with { Supprimees = false };
        return lecture.Db.EntreprisesOf(filtre, lecture.Acteur, lecture.Today).Where(e => e.Entreprise.LimiteLe == null)
            .Where(e => lecture.Coches == null || lecture.Coches.Contains(e.Entreprise.Id));
    }

    public static Tableau Read(LectureExport lecture, CancellationToken cancellationToken) => Tableaux.Of(
        Tableaux.Shown<EntrepriseRow>(lecture.Demande, c => ColonnesEntreprise.Of(c, lecture.Today, lecture.Zone)),
        lecture.ReadAsync(
            Query(lecture).Turn(lecture.Demande.Page, lecture.Db).ToRows(),
            async (beside, rows) => (IEnumerable<EntrepriseRow>)await EntrepriseBeside.CompleteAsync(beside, rows, lecture.Acteur, lecture.Today, cancellationToken)));

    /// <summary>Whole records, for an import.</summary>
    public static Tableau ReadWhole(LectureExport lecture, ListesExport listes, CancellationToken cancellationToken) => Tableaux.Of(
        ReimportEntreprise.Colonnes(listes),
        lecture.ReadAsync(Query(lecture).Turn(lecture.Demande.Page, lecture.Db).Select(r => r.Entreprise.Id), async (beside, ids) =>
        {
            // The ids are those of the list, whose own filter says whether the trash is meant.
            var found = await WithPartsAsync(beside.Entreprises.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(e => ids.Contains(e.Id)), cancellationToken);
            return ids.Where(found.ContainsKey).Select(id => found[id]);
        }));

    private static Task<Dictionary<Guid, Entreprise>> WithPartsAsync(IQueryable<Entreprise> entreprises, CancellationToken cancellationToken) =>
        entreprises.AsNoTracking().Include(e => e.Telephones).Include(e => e.Etiquettes).AsSplitQuery().ToDictionaryAsync(e => e.Id, cancellationToken);
}
