using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Doublons;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace FichierClient.Application.Doublons;

/// <summary>
/// Where the fields of a survivor come from once others are merged into it: what it took has the source that it had there. The others' own lines go with it, for the answer to
/// an access, and speak of none of its fields any more.
/// </summary>
internal sealed class ProvenanceFusion(AppDbContext db, Guid fusionId, DateTimeOffset now)
{
    private readonly List<(Guid Absorbe, List<string> Champs)> pris = [];
    private List<Provenance> lignes = [];

    /// <summary>Before the survivor is saved: which fields it takes of whom, and what is known of them.</summary>
    public async Task ReadAsync(AggregateRoot survivant, IReadOnlyCollection<AggregateRoot> absorbes, CancellationToken cancellationToken)
    {
        db.ChangeTracker.DetectChanges();
        var mine = Values(db.Entry(survivant), changedOnly: true);
        var parts = db.ChangeTracker.Entries<AggregatePart>().ToList();
        var added = parts.Where(p => p.State is EntityState.Added && p.Entity.RootId == survivant.Id).Select(p => p.Entity.NomProvenance).ToHashSet();
        foreach (var absorbe in absorbes)
        {
            var theirs = Values(db.Entry(absorbe), changedOnly: false);
            pris.Add((absorbe.Id,
            [
                .. mine.Where(m => theirs.GetValueOrDefault(m.Key) is { } value && Holds(m.Value, value)).Select(m => m.Key),
                .. parts.Where(p => p.State is not EntityState.Added && p.Entity.RootId == absorbe.Id && added.Contains(p.Entity.NomProvenance)).Select(p => p.Entity.NomProvenance),
            ]));
        }

        var ids = absorbes.Select(a => a.Id).ToList();
        lignes = await db.Provenances.AsNoTracking().Where(p => ids.Contains(p.SujetId)).ToListAsync(cancellationToken);
    }

    /// <summary>After their lines were moved: those speak of no field of the survivor, and new ones of what it took. The caller saves.</summary>
    public async Task WriteAsync(Guid survivantId, CancellationToken cancellationToken)
    {
        // Noted as a row that changed on its way, so that an undo gives it back what it said.
        await db.Database.ExecuteSqlAsync($$"""
            update fusion_mouvements m set contenu = jsonb_build_object('avant', to_jsonb(p), 'apres', to_jsonb(p) || '{"champs": []}')
            from provenances p where m.tenant_id = {{db.TenantId}} and m.fusion_id = {{fusionId}} and m.nom_table = 'provenances' and m.contenu is null and p.tenant_id = m.tenant_id and p.id = m.ligne_id
            """, cancellationToken);
        await db.Database.ExecuteSqlAsync($$"""
            update provenances p set champs = '{}' from fusion_mouvements m
            where m.tenant_id = {{db.TenantId}} and m.fusion_id = {{fusionId}} and m.nom_table = 'provenances' and p.tenant_id = m.tenant_id and p.id = m.ligne_id
            """, cancellationToken);
        foreach (var (absorbe, champs) in pris)
        {
            var own = lignes.FindAll(l => l.SujetId == absorbe);
            // Of several that may be meant, the one that is furthest from the person: she is told of a third party, and nothing of it is hers to take along.
            var byLine = champs.Select(c => (Champ: c, Ligne: Provenance.LinesFor(own, c).OrderByDescending(l => l.Partie).FirstOrDefault())).Where(c => c.Ligne is not null).GroupBy(c => c.Ligne!, c => c.Champ);
            db.Provenances.AddRange(byLine.Select(g => g.Key.TakenBy(survivantId, fusionId, g, g.Key.BaseIn(own), now)));
        }
    }

    /// <summary>After an undo moved the others' lines back and saved the survivor: what was written since of an address or a number that it has no more is the others' too.</summary>
    public async Task ForgetAsync(Fusion fusion, CancellationToken cancellationToken)
    {
        await db.Provenances.Where(p => p.FusionId == fusionId).ExecuteDeleteAsync(cancellationToken);
        var own = db.ChangeTracker.Entries<AggregatePart>().Where(p => p.Entity.RootId == fusion.SurvivantId).Select(p => p.Entity.NomProvenance).ToHashSet();
        foreach (var line in await db.Provenances.AsNoTracking().Where(p => p.SujetId == fusion.SurvivantId && p.ConstateLe >= fusion.FaiteLe && p.Champs != null).ToListAsync(cancellationToken))
        {
            var kept = line.Champs!.Where(c => !c.Contains(':', StringComparison.Ordinal) || own.Any(o => c == o || c.StartsWith(o + ".", StringComparison.Ordinal))).ToArray();
            if (kept.Length == line.Champs!.Length) continue;
            if (kept.Length == 0) await db.Provenances.Where(p => p.Id == line.Id).ExecuteDeleteAsync(cancellationToken);
            else await db.Provenances.Where(p => p.Id == line.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Champs, kept), cancellationToken);
        }
    }

    private static bool Holds(object mine, object theirs) =>
        Equals(mine, theirs) || (mine is string text && theirs is string { Length: > 0 } part && $"\n\n{text}\n\n".Contains($"\n\n{part}\n\n", StringComparison.Ordinal));

    private static Dictionary<string, object> Values(EntityEntry entry, bool changedOnly)
    {
        var values = new Dictionary<string, object>();
        foreach (var p in entry.Properties.Where(p => p.Metadata.PropertyInfo is not null && p.CurrentValue is not null && (!changedOnly || (p.IsModified && !Equals(p.OriginalValue, p.CurrentValue))))) values[p.Metadata.Name] = p.CurrentValue!;
        foreach (var complex in entry.ComplexProperties)
        {
            foreach (var p in complex.Properties.Where(p => p.CurrentValue is not null && (!changedOnly || (p.IsModified && !Equals(p.OriginalValue, p.CurrentValue))))) values[$"{complex.Metadata.Name}.{p.Metadata.Name}"] = p.CurrentValue!;
        }

        return values;
    }
}
