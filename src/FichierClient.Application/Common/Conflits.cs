using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Common;

/// <summary>The state of a record that a form was filled from.</summary>
public sealed record VersionLue(uint Version, DateTimeOffset ModifieLe);

/// <summary>Optimistic concurrency: the second editor is told what changed and chooses.</summary>
public static class Conflits
{
    /// <summary>
    /// Null when the record still is what the form read; the save then fails if somebody comes in between. Otherwise the
    /// refusal names each field that the history says was changed since.
    /// </summary>
    public static async Task<Refus?> ConflictAsync(this AppDbContext db, AggregateRoot root, VersionLue lue, CancellationToken cancellationToken)
    {
        if (root.Version == lue.Version)
        {
            db.Entry(root).Property(r => r.Version).OriginalValue = lue.Version;
            return null;
        }

        var changes = await db.Modifications.AsNoTracking()
            .Where(m => m.SujetId == root.Id && m.FaitLe > lue.ModifieLe)
            .OrderBy(m => m.FaitLe).ToListAsync(cancellationToken);
        var champs = changes.GroupBy(m => m.Champ).Select(g => new ConflitChamp(g.Key, g.First().Ancien, g.Last().Nouveau, null));
        var auteurs = await db.AuteursAsync(changes, cancellationToken);
        return new Refus(RefusKind.Conflit, Texts.Get(auteurs is { EstSoi: true } ? "Conflit_soi" : "Conflit")) { Conflits = [.. champs], Auteurs = auteurs };
    }

    /// <summary>The refusal for a record that isn't found: one that went to the trash while its form was open is told so, and by whom.</summary>
    /// <param name="db">The context.</param>
    /// <param name="visible">What the reader sees of its kind.</param>
    /// <param name="id">The record.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public static async Task<Refus> GoneAsync<T>(this AppDbContext db, IQueryable<T> visible, Guid id, CancellationToken cancellationToken)
        where T : AggregateRoot
    {
        // Whoever sees the record is told that it went to the trash, instead of that there is none.
        if (!await visible.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).AnyAsync(r => r.Id == id && r.SupprimeLe != null, cancellationToken)) return Refus.Introuvable();
        var last = await db.Modifications.AsNoTracking().Where(m => m.SujetId == id && m.Champ == Modification.Suppression)
            .OrderByDescending(m => m.FaitLe).Take(1).ToListAsync(cancellationToken);
        return new Refus(RefusKind.Introuvable, await db.AuteursAsync(last, cancellationToken) switch
        {
            { EstSoi: true } => Texts.Get("Corbeille_soi"),
            { Noms: { } noms } => Texts.Get("Corbeille_par", noms),
            _ => Texts.Get("Corbeille_entretemps"),
        });
    }

    private static async Task<ConflitAuteurs?> AuteursAsync(this AppDbContext db, List<Modification> changes, CancellationToken cancellationToken)
    {
        List<Guid> others = [.. changes.Select(m => m.MembreId).OfType<Guid>().Where(id => id != db.MembreId).Distinct()];
        if (others.Count == 0) return changes.Count > 0 && changes.All(m => m.MembreId is not null) ? new ConflitAuteurs(true, null) : null;
        var noms = await db.Membres.AsNoTracking().Where(m => others.Contains(m.Id)).OrderBy(m => m.Nom).Select(m => m.Nom).ToListAsync(cancellationToken);
        return noms.Count == 0 ? null : new ConflitAuteurs(false, string.Join(", ", noms));
    }
}
