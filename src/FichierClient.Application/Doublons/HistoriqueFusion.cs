using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Doublons;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Doublons;

/// <summary>
/// What the history of a survivor keeps once its merge is undone: that it was one, and is none any more. What it took of the others, and what it did not, stands in
/// their own rows again; here it would outlive their erasure, and be shown to whoever the survivor is.
/// </summary>
internal static class HistoriqueFusion
{
    public static async Task ForgetHistoryAsync(this AppDbContext db, Fusion fusion, CancellationToken cancellationToken)
    {
        var own = db.Modifications.Where(m => m.Sujet == fusion.Sujet && m.SujetId == fusion.SurvivantId);
        var lines = await own.Where(m => m.FusionId == fusion.Id && m.Champ != Modification.Fusion).Select(m => new { m.Champ, m.Ancien, m.Nouveau }).ToListAsync(cancellationToken);
        var parts = db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(AggregatePart))).Select(t => t.ClrType.Name).ToHashSet();
        var fields = lines.ConvertAll(l => l.Champ.Split('.')[0]).Distinct().ToList();
        var (many, single) = (fields.Where(parts.Contains).ToArray(), fields.Where(f => !parts.Contains(f)).ToArray());
        var values = lines.SelectMany(l => (string?[])[l.Ancien, l.Nouveau]).OfType<string>().Where(v => v.Length > 0).Distinct().ToArray();
        await own.Where(m => m.FusionId == fusion.Id && m.Champ != Modification.Fusion).ExecuteDeleteAsync(cancellationToken);
        // Whoever changed such a field since changed what was the others'; of addresses and numbers each stands alone.
        await db.Database.ExecuteSqlAsync($"""
            delete from modifications where tenant_id = {db.TenantId} and sujet = {fusion.Sujet.ToString()} and sujet_id = {fusion.SurvivantId} and fait_le >= {fusion.FaiteLe}
                and (split_part(champ, '.', 1) = any ({single}) or (split_part(champ, '.', 1) = any ({many}) and (ancien = any ({values}) or nouveau = any ({values}))))
            """, cancellationToken);
        await own.Where(m => m.FusionId == fusion.Id && m.Nouveau != null).ExecuteUpdateAsync(s => s.SetProperty(m => m.Nouveau, ""), cancellationToken);
    }
}
