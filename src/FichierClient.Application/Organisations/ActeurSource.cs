using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace FichierClient.Application.Organisations;

/// <summary>Reads who a member is now: role, team, what it sees. Kept for a few seconds, so a withdrawal acts at once in practice.</summary>
public sealed class ActeurSource(AppDbContextFactory contexts, IMemoryCache cache, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10), Day = TimeSpan.FromDays(1);

    /// <summary>Who another member is, without a word that it was seen.</summary>
    public Task<Acteur?> OfAsync(Guid tenantId, Guid membreId, CancellationToken cancellationToken) => ReadAsync(tenantId, membreId, isThere: false, cancellationToken);

    /// <summary>The member who asks, as it stands, or null when it was withdrawn or never was one.</summary>
    public Task<Acteur?> CurrentAsync(Guid tenantId, Guid membreId, CancellationToken cancellationToken) =>
        cache.GetOrCreateAsync((typeof(ActeurSource), tenantId, membreId), entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Kept;
            return ReadAsync(tenantId, membreId, isThere: true, cancellationToken);
        });

    /// <summary>Called by what changes a membership: this node sees the change at once, others within seconds.</summary>
    public void Forget(Guid tenantId, Guid membreId) => cache.Remove((typeof(ActeurSource), tenantId, membreId));

    private async Task<Acteur?> ReadAsync(Guid tenantId, Guid membreId, bool isThere, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId, membreId);
        var membre = await db.Membres.AsNoTracking().Where(m => m.Id == membreId && m.RetireLe == null)
            .Select(m => new
            {
                m.UtilisateurId,
                m.Role,
                m.EquipeId,
                m.VuLe,
                Portee = db.ReglagesRole.Where(r => r.Role == m.Role).Select(r => (Portee?)r.Portee).FirstOrDefault(),
                // Withdrawn members' entreprises stay with their team until somebody takes them over.
                Equipe = db.Membres.Where(o => o.EquipeId != null && o.EquipeId == m.EquipeId).Select(o => o.Id).ToList(),
            }).Prepared().SingleOrDefaultAsync(cancellationToken);
        if (membre is null) return null;
        // Once a day: an access that nobody uses ends (DelaisComptes).
        if (isThere && clock.GetUtcNow() is var now && now - membre.VuLe > Day)
            await db.Membres.Where(m => m.Id == membreId).ExecuteUpdateAsync(s => s.SetProperty(m => m.VuLe, now).SetProperty(m => m.PrevenuLe, (DateTimeOffset?)null), cancellationToken);
        IReadOnlyList<Guid>? responsables = (membre.Portee ?? Portee.Toutes) switch
        {
            Portee.Toutes => null,
            Portee.Equipe when membre.EquipeId is not null => membre.Equipe,
            _ => [membreId],
        };
        return new Acteur(tenantId, membreId, membre.UtilisateurId, membre.Role, responsables);
    }
}
