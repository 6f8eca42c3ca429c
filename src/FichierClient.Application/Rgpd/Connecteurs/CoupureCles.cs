using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Domain.Rgpd.Connecteurs;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>What an erasure does with the keys of a person: their rows go with her record, and dead keys without a person take their place.</summary>
internal static class CoupureCles
{
    /// <summary>Her keys, in every system.</summary>
    public static Task<CleJournal[]> ClesOfAsync(this AppDbContext db, Personne personne, CancellationToken cancellationToken)
    {
        var ids = personne.Ids;
        return db.ClesPseudonymes.AsNoTracking().Where(k => ids.Contains(k.ContactId!.Value) || ids.Contains(k.EntrepriseId!.Value))
            .OrderBy(k => k.Cle).Select(k => new CleJournal(k.SystemeId, k.Cle)).ToArrayAsync(cancellationToken);
    }

    /// <summary>In the caller's transaction; a key that is dead already stays as it is.</summary>
    /// <returns>Those that died now.</returns>
    public static async Task<IReadOnlyList<CleMorte>> BuryClesAsync(this AppDbContext db, IReadOnlyCollection<CleJournal> cles, DateTimeOffset le, CancellationToken cancellationToken)
    {
        if (cles.Count == 0) return [];
        var day = (await db.Organisations.AsNoTracking().SingleAsync(cancellationToken)).Today(le);
        var keys = cles.Select(c => c.Cle).ToArray();
        // A restored database may be older than a system: what nobody can ask with isn't kept.
        var systems = await db.SystemesConnectes.Select(s => s.Id).ToListAsync(cancellationToken);
        var dead = await db.ClesMortes.Where(k => keys.Contains(k.Cle)).Select(k => k.Cle).ToListAsync(cancellationToken);
        var now = cles.Where(c => systems.Contains(c.SystemeId) && !dead.Contains(c.Cle)).Select(c => new CleMorte(db.TenantId, c.SystemeId, c.Cle, day)).ToList();
        db.ClesMortes.AddRange(now);
        return now;
    }
}

/// <summary>
/// After a restore: keys that died since the backup stay dead, those too that were made after it, of which the restored database knows nothing. The erasure
/// itself was replayed before.
/// </summary>
public sealed class RejeuCles(AppDbContextFactory contexts) : Rejeu
{
    public override IReadOnlyCollection<string> Natures => [EntreeJournal.NatureEffacement];

    public override async Task ReplayAsync(EntreeJournal entry, CancellationToken cancellationToken)
    {
        if (entry.Cles is not { Length: > 0 } cles) return;
        await using var db = contexts.Open(entry.TenantId);
        if (!await db.Organisations.AnyAsync(cancellationToken)) return;
        var keys = cles.Select(c => c.Cle).ToArray();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.ClesPseudonymes.Where(k => keys.Contains(k.Cle)).ExecuteDeleteAsync(cancellationToken);
        await db.BuryClesAsync(cles, entry.Le, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
