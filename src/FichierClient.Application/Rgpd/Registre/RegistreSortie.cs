using FichierClient.Application.Data;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>Reads what leaves of a register: versions that stand, drafts of what has none; the archived last.</summary>
public static class RegistreSortie
{
    /// <param name="db">Of the organisation.</param>
    /// <param name="registre">Which of the two.</param>
    /// <param name="id">One sheet; null: all.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public static async Task<IReadOnlyList<FicheSortie>> ReadAsync(AppDbContext db, GenreRegistre registre, Guid? id, CancellationToken cancellationToken)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Organisations.Select(o => o.Fuseau).SingleAsync(cancellationToken));
        var all = await db.Traitements.AsNoTracking().Where(t => t.Registre == registre && (id == null || t.Id == id)).ToListAsync(cancellationToken);
        var ids = all.Select(t => t.Id).ToList();
        var versions = (await db.TraitementVersions.AsNoTracking().Where(v => ids.Contains(v.TraitementId)).ToListAsync(cancellationToken)).ToLookup(v => v.TraitementId);
        var names = all.ToDictionary(t => t.Id, t => t.Fiche.Nom ?? "");
        var lieux = (await db.LieuxExternes.AsNoTracking().Where(l => ids.Contains(l.TraitementId)).OrderBy(l => l.Nom).ToListAsync(cancellationToken)).ToLookup(l => l.TraitementId, l => LieuRow.Of(l, names[l.TraitementId]));
        return
        [
            .. all.Select(t => One(t, versions[t.Id].MaxBy(v => v.Numero), [.. lieux[t.Id]], zone))
                .OrderBy(f => f.Statut == StatutTraitement.Archive).ThenBy(f => f.Fiche.Reference ?? "~", StringComparer.Ordinal).ThenBy(f => f.Fiche.Nom, StringComparer.CurrentCulture),
        ];
    }

    private static FicheSortie One(Traitement traitement, TraitementVersion? version, IReadOnlyList<LieuRow> lieux, TimeZoneInfo zone) => version is null
        ? new FicheSortie(traitement.Registre, traitement.Statut, 0, Day(traitement.ModifieLe, zone), traitement.Fiche, lieux)
        : new FicheSortie(traitement.Registre, version.Statut, version.Numero, Day(version.FaiteLe, zone), version.Fiche, lieux);

    private static DateOnly Day(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
