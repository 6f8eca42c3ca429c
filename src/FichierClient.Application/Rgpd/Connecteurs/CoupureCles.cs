using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Domain.Rgpd.Connecteurs;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>What an erasure does with the keys of a person: their rows go with her record, dead keys without a person take their place, and the systems are told.</summary>
internal static class CoupureCles
{
    /// <summary>Her keys, in every system.</summary>
    public static Task<CleJournal[]> ClesOfAsync(this AppDbContext db, Personne personne, CancellationToken cancellationToken)
    {
        var ids = personne.Ids;
        return db.ClesPseudonymes.AsNoTracking().Where(k => ids.Contains(k.ContactId!.Value) || ids.Contains(k.EntrepriseId!.Value))
            .OrderBy(k => k.Cle).Select(k => new CleJournal(k.SystemeId, k.Cle)).ToArrayAsync(cancellationToken);
    }

    /// <summary>In the caller's transaction, who saves; a key that is dead already stays as it is.</summary>
    /// <param name="db">In a transaction.</param>
    /// <param name="empreintes">For what the systems answer by.</param>
    /// <param name="cles">The keys.</param>
    /// <param name="effacement">The erasure, and the request that led to it; null: the restored database knows neither.</param>
    /// <param name="le">When.</param>
    /// <param name="cancellationToken">Stops the statements.</param>
    public static async Task BuryClesAsync(this AppDbContext db, Empreintes empreintes, IReadOnlyCollection<CleJournal> cles, (Guid Id, Guid? DemandeId)? effacement, DateTimeOffset le, CancellationToken cancellationToken)
    {
        if (cles.Count == 0) return;
        var day = (await db.Organisations.AsNoTracking().SingleAsync(cancellationToken)).Today(le);
        var keys = cles.Select(c => c.Cle).ToArray();
        // A restored database may be older than a system: what nobody can ask with isn't kept.
        var systems = await db.SystemesConnectes.Select(s => s.Id).ToListAsync(cancellationToken);
        var dead = await db.ClesMortes.Where(k => keys.Contains(k.Cle)).Select(k => k.Cle).ToListAsync(cancellationToken);
        var now = cles.Where(c => systems.Contains(c.SystemeId) && !dead.Contains(c.Cle)).Select(c => new CleMorte(db.TenantId, c.SystemeId, c.Cle, day)).ToList();
        db.ClesMortes.AddRange(now);
        if (effacement is var (id, demande)) await db.NotifyEffacementAsync(empreintes, now, id, demande, le, cancellationToken);
    }
}

/// <summary>
/// After a restore: keys that died since the backup stay dead, those too that were made after it, of which the restored database knows nothing. The erasure
/// itself was replayed before.
/// </summary>
public sealed class RejeuCles(AppDbContextFactory contexts, Empreintes empreintes, TimeProvider clock) : Rejeu
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
        var known = await db.Effacements.AsNoTracking().Where(e => e.Id == entry.EffacementId).Select(e => new { e.Id, e.DemandeId }).SingleOrDefaultAsync(cancellationToken);
        // Told again, from now on: whether it was told before the restore, nobody knows.
        await db.BuryClesAsync(empreintes, cles, known is null ? null : (known.Id, known.DemandeId), clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
