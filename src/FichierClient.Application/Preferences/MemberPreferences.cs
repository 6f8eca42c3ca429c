using FichierClient.Application.Common;
using FichierClient.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Preferences;

/// <summary>
/// What a member chose for its own screens. Not a use case: everybody has preferences, and they are nobody else's.
/// </summary>
public sealed class MemberPreferences(AppDbContextFactory contexts)
{
    private const int LongestValue = 4000;

    /// <summary>Null until the member chose.</summary>
    public async Task<string?> FindAsync(Acteur acteur, string cle, CancellationToken cancellationToken = default)
    {
        await using var db = contexts.Open(acteur.TenantId, acteur.MembreId);
        return await db.Database.SqlQuery<string>(
                $"select valeur as \"Value\" from preferences where tenant_id = {acteur.TenantId} and membre_id = {acteur.MembreId} and cle = {cle}")
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Keeps a choice; null goes back to what everybody gets.</summary>
    public async Task KeepAsync(Acteur acteur, string cle, string? valeur, CancellationToken cancellationToken = default)
    {
        if (valeur?.Length > LongestValue) throw new ArgumentException("A preference is short.", nameof(valeur));
        await using var db = contexts.Open(acteur.TenantId, acteur.MembreId);
        await (valeur is null
            ? db.Database.ExecuteSqlAsync($"delete from preferences where tenant_id = {acteur.TenantId} and membre_id = {acteur.MembreId} and cle = {cle}", cancellationToken)
            : db.Database.ExecuteSqlAsync($"""
                insert into preferences (tenant_id, membre_id, cle, valeur) values ({acteur.TenantId}, {acteur.MembreId}, {cle}, {valeur})
                on conflict (tenant_id, membre_id, cle) do update set valeur = excluded.valeur
                """, cancellationToken));
    }
}
