using FichierClient.Application.Data;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Doublons;

/// <summary>
/// The pairs of records that were merged: what was said to be two stays said of the survivor. Open pairs aren't shown while one of theirs is merged,
/// and come back when the merge is undone.
/// </summary>
internal static class DoublonsSuivis
{
    public static async Task FollowAsync(this AppDbContext db, Sujet sujet, Guid survivantId, Guid[] absorbes, CancellationToken cancellationToken)
    {
        var genre = sujet.ToString();
        await db.Database.ExecuteSqlAsync($"""
            insert into doublons (tenant_id, id, sujet, premier_id, second_id, motifs, certitude, trouve_le, ecarte_le, ecarte_par_id)
            select distinct on (autre) tenant_id, gen_random_uuid(), sujet, least(autre, {survivantId}), greatest(autre, {survivantId}), motifs, certitude, trouve_le, ecarte_le, ecarte_par_id
            from (select d.*, case when d.premier_id = any ({absorbes}) then d.second_id else d.premier_id end autre from doublons d
                where d.tenant_id = {db.TenantId} and d.sujet = {genre} and d.ecarte_le is not null and (d.premier_id = any ({absorbes}) or d.second_id = any ({absorbes}))) x
            where autre <> {survivantId} and autre <> all ({absorbes})
            on conflict (tenant_id, sujet, premier_id, second_id) do update set ecarte_le = excluded.ecarte_le, ecarte_par_id = excluded.ecarte_par_id
            """, cancellationToken);
    }
}
