using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Conservation;

/// <summary>
/// Ends the access of members whom nobody has seen for long: told by e-mail first, withdrawn when the notice is over and they didn't come. The last administrator of an organisation
/// is neither told nor withdrawn. What they did keeps its author, until the rule of accounts takes the name.
/// </summary>
public sealed class ComptesInactifs(ActeurSource acteurs, TimeProvider clock)
{
    /// <summary>Active members who are told on this day.</summary>
    public static IQueryable<Membre> ToWarn(AppDbContext db, DateTimeOffset now)
    {
        var delais = DelaisComptes.At(now);
        var before = now.AddMonths(-delais.MoisInactivite).AddDays(delais.JoursPreavis);
        return NotAlone(db).Where(m => m.PrevenuLe == null && m.VuLe < before);
    }

    /// <summary>Active members who were told in time, and didn't come.</summary>
    public static IQueryable<Membre> ToWithdraw(AppDbContext db, DateTimeOffset now)
    {
        var delais = DelaisComptes.At(now);
        var (before, told) = (now.AddMonths(-delais.MoisInactivite), now.AddDays(-delais.JoursPreavis));
        return NotAlone(db).Where(m => m.PrevenuLe < told && m.VuLe < before);
    }

    /// <summary>In the caller's transaction, which saves.</summary>
    /// <returns>How many were withdrawn.</returns>
    public async Task<int> RunAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.LockMembresAsync(cancellationToken);
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        foreach (var membre in await ToWarn(db, now).ToListAsync(cancellationToken))
        {
            membre.Warn(now);
            var fin = organisation.Today(now.AddDays(DelaisComptes.At(now).JoursPreavis));
            db.Courriels.Add(new Courriel(db.TenantId, new CourrielEcrit(membre.Email, Texts.Get("Compte_inactif_objet", organisation.Nom), Texts.Get("Compte_inactif_corps", organisation.Nom, fin), "Compte"), null, now));
        }

        // One after the other: of two administrators who don't come, one stays.
        var count = 0;
        foreach (var membre in await ToWithdraw(db, now).OrderBy(m => m.VuLe).ThenBy(m => m.Id).ToListAsync(cancellationToken))
        {
            if (await db.KeepAnAdministratorAsync(membre, cancellationToken) is not null) continue;
            membre.Withdraw(now);
            await db.SaveChangesAsync(cancellationToken);
            acteurs.Forget(db.TenantId, membre.Id);
            count++;
        }

        await db.SaveChangesAsync(cancellationToken);
        return count;
    }

    private static IQueryable<Membre> NotAlone(AppDbContext db) => db.Membres.Where(m => m.RetireLe == null
        && (m.Role != Role.Administrateur || db.Membres.Any(o => o.TenantId == m.TenantId && o.Id != m.Id && o.Role == Role.Administrateur && o.RetireLe == null)));
}
