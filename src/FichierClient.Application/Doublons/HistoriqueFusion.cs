using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
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
    /// <param name="db">Open, in the transaction that undoes.</param>
    /// <param name="fusion">Undone, and saved so.</param>
    /// <param name="own">What the survivor has several of now, as the history writes it, by its kind: that is its own.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task ForgetHistoryAsync(this AppDbContext db, Fusion fusion, IReadOnlyCollection<(string Champ, string Valeur)> own, CancellationToken cancellationToken)
    {
        var lines = db.Modifications.Where(m => m.Sujet == fusion.Sujet && m.SujetId == fusion.SurvivantId);
        var told = lines.Where(m => m.FusionId == fusion.Id && m.Champ != Modification.Fusion);
        var written = await told.AsNoTracking().ToListAsync(cancellationToken);
        await told.ExecuteDeleteAsync(cancellationToken);
        var parts = db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(AggregatePart))).Select(t => t.ClrType.Name).ToHashSet();
        // Whoever changed such a field since changed what was the others'.
        var single = written.Select(m => FieldOf(m.Champ)).Where(f => !parts.Contains(f)).Distinct().ToArray();
        await db.Database.ExecuteSqlAsync($"""
            delete from modifications where tenant_id = {db.TenantId} and sujet = {fusion.Sujet.ToString()} and sujet_id = {fusion.SurvivantId} and fait_le >= {fusion.FaiteLe} and split_part(champ, '.', 1) = any ({single})
            """, cancellationToken);
        // Of addresses and numbers each stands alone, in whichever writing and under whichever label; the same words in another field are something else.
        var others = Values(written.Where(m => parts.Contains(FieldOf(m.Champ)))).Except(own.Select(o => (PartOf(o.Champ), CoordonneeFusion.KeyOf(o.Valeur)))).ToHashSet();
        var since = await lines.AsNoTracking().Where(m => m.FaitLe >= fusion.FaiteLe).ToListAsync(cancellationToken);
        var gone = since.Where(m => parts.Contains(FieldOf(m.Champ)) && Values([m]).Any(others.Contains)).Select(m => m.Id).ToArray();
        await lines.Where(m => gone.Contains(m.Id)).ExecuteDeleteAsync(cancellationToken);
        await lines.Where(m => m.FusionId == fusion.Id && m.Nouveau != null).ExecuteUpdateAsync(s => s.SetProperty(m => m.Nouveau, ""), cancellationToken);
    }

    private static string FieldOf(string champ) => champ.Split('.')[0];

    /// <summary>A place is told by its function, whether it is told whole or by its field.</summary>
    private static string PartOf(string champ) => champ == nameof(LienEntreprise) ? $"{champ}.{nameof(LienEntreprise.Fonction)}" : champ;

    private static IEnumerable<(string Champ, string Valeur)> Values(IEnumerable<Modification> lines) =>
        lines.SelectMany(m => new[] { m.Ancien, m.Nouveau }.Where(v => !string.IsNullOrEmpty(v)).Select(v => (PartOf(m.Champ), CoordonneeFusion.KeyOf(v))));
}
