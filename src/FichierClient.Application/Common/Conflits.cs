using FichierClient.Application.Data;
using FichierClient.Domain.Common;
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
        return new Refus(RefusKind.Conflit, Texts.Get("Conflit")) { Conflits = [.. champs] };
    }
}
