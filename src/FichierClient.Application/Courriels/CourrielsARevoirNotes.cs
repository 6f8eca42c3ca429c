using FichierClient.Application.Data;
using FichierClient.Domain.Courriels;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Courriels;

/// <summary>Writes down, once for each file, what a search or a night could neither read nor delete.</summary>
internal static class CourrielsARevoirNotes
{
    /// <summary>In the caller's transaction, if there is one. One that was to be deleted, or names somebody, is asked about again, whatever was decided while it could only not be read.</summary>
    /// <returns>How many weren't known; of a name, by the erasure whose it is.</returns>
    public static async Task<int> NoteAsync(this AppDbContext db, IEnumerable<(string Fichier, DateTimeOffset EcritLe)> fichiers, CauseCourriel cause, DateTimeOffset now, CancellationToken cancellationToken, Guid effacementId = default)
    {
        var noted = 0;
        foreach (var (fichier, ecritLe) in fichiers)
        {
            noted += await db.Database.ExecuteSqlAsync($"""
                insert into courriels_a_revoir (tenant_id, id, fichier, cause, ecrit_le, vu_le, effacement_id) values ({db.TenantId}, {Guid.CreateVersion7()}, {fichier}, {cause.ToString()}, {ecritLe.ToUniversalTime()}, {now.ToUniversalTime()}, {effacementId})
                on conflict (tenant_id, fichier, effacement_id) do update set cause = excluded.cause, vu_le = excluded.vu_le, garde_le = null, garde_par_id = null
                where excluded.cause = 'NonSupprime' and courriels_a_revoir.cause <> 'NonSupprime' or excluded.cause = 'Nomme' and courriels_a_revoir.cause = 'Illisible'
                """, cancellationToken);
        }

        return noted;
    }

    /// <summary>Tries to delete what could not be, first and whatever its age; forgets what is gone, and what can be read by now.</summary>
    public static async Task ReviewAsync(this AppDbContext db, CourrielsEnFichiers fichiers, CancellationToken cancellationToken)
    {
        foreach (var row in await db.CourrielsARevoir.AsNoTracking().ToListAsync(cancellationToken))
        {
            var over = row.Cause switch
            {
                CauseCourriel.NonSupprime => fichiers.Delete(row.Fichier),
                CauseCourriel.Nomme => !fichiers.Exists(row.Fichier),
                _ => !fichiers.IsUnread(row.Fichier),
            };
            if (over) await db.CourrielsARevoir.Where(c => c.Id == row.Id).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
