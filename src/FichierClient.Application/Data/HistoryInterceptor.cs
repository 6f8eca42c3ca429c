using System.Globalization;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FichierClient.Application.Data;

/// <summary>
/// Stamps aggregates and writes their history, field by field, in the transaction that saves them. A change of a part
/// updates its root too, so that the root's xmin tells of it.
/// </summary>
internal sealed class HistoryInterceptor(TimeProvider clock) : SaveChangesInterceptor
{
    /// <summary>A merge is told in the survivor's history, which holds that of the merged records too.</summary>
    private const string Survivant = nameof(FicheFusionnable.SurvivantId);

    private static readonly HashSet<string> Silent =
    [
        nameof(TenantEntity.TenantId), nameof(TenantEntity.Id), nameof(AggregateRoot.Version), nameof(AggregateRoot.CreeLe),
        nameof(AggregateRoot.CreeParId), nameof(AggregateRoot.ModifieLe), nameof(AggregateRoot.SupprimeLe), "Recherche", "NomComplet", Survivant, nameof(FicheFusionnable.LimiteLe), nameof(FicheFusionnable.ContratExempteLe),
    ];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Write((AppDbContext)eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Write((AppDbContext)eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private void Write(AppDbContext db)
    {
        var now = clock.GetUtcNow();
        db.ChangeTracker.DetectChanges();
        var changed = db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        var touched = changed.Where(e => e.Entity is AggregatePart).Select(e => ((AggregatePart)e.Entity).RootId).ToHashSet();
        foreach (var entry in db.ChangeTracker.Entries<AggregateRoot>().ToList())
        {
            if (entry.State is EntityState.Unchanged && !touched.Contains(entry.Entity.Id)) continue;
            if (entry.State is EntityState.Deleted || SujetOf(entry.Entity) is not { } sujet) continue;
            var parts = changed.Where(e => e.Entity is AggregatePart p && p.RootId == entry.Entity.Id).ToList();
            Describe(db, entry, sujet, parts, now);
            ProvenanceWriter.Tell(db, entry, sujet, parts, now);
            var added = entry.State is EntityState.Added;
            entry.Entity.Stamp(now, db.MembreId, added);
            // Two saves within a microsecond stamp the same instant: the row, and so its xmin, must change all the same.
            if (!added) entry.Property(r => r.ModifieLe).IsModified = true;
        }
    }

    private static void Describe(AppDbContext db, EntityEntry<AggregateRoot> root, Sujet sujet, List<EntityEntry> parts, DateTimeOffset now)
    {
        void Add(string champ, string? ancien, string? nouveau) =>
            db.Modifications.Add(new Modification(db.TenantId, sujet, root.Entity.Id, champ, ancien, nouveau, now, db.MembreId, db.FusionId));

        if (root.State is EntityState.Added)
        {
            Add(Modification.Creation, null, null);
            return;
        }

        foreach (var (champ, ancien, nouveau) in Changes(root)) Add(champ, ancien, nouveau);
        foreach (var part in parts)
        {
            var champ = part.Metadata.ClrType.Name;
            if (part.State is EntityState.Added) Add(champ, null, part.Entity.ToString());
            else if (part.State is EntityState.Deleted) Add(champ, part.Entity.ToString(), null);
            else foreach (var (name, ancien, nouveau) in Changes(part)) Add($"{champ}.{name}", ancien, nouveau);
        }
    }

    private static IEnumerable<(string Champ, string? Ancien, string? Nouveau)> Changes(EntityEntry entry)
    {
        if (entry.Entity is AggregateRoot && entry.Property(nameof(AggregateRoot.SupprimeLe)) is { IsModified: true } trash && !entry.Properties.Any(p => p.IsModified && p.Metadata.Name == Survivant))
            yield return (trash.CurrentValue is null ? Modification.Restauration : Modification.Suppression, null, null);
        foreach (var property in entry.Properties.Where(p => p.IsModified && !Silent.Contains(p.Metadata.Name) && !(entry.Entity is PartOrdonnee && p.Metadata.Name == nameof(PartOrdonnee.Position)) && !p.Metadata.IsShadowProperty()))
        {
            if (!Equals(property.OriginalValue, property.CurrentValue))
                yield return (property.Metadata.Name, Text(property.OriginalValue), Text(property.CurrentValue));
        }

        foreach (var complex in entry.ComplexProperties)
        {
            foreach (var property in complex.Properties.Where(p => p.IsModified && !Equals(p.OriginalValue, p.CurrentValue)))
                yield return ($"{complex.Metadata.Name}.{property.Metadata.Name}", Text(property.OriginalValue), Text(property.CurrentValue));
        }
    }

    /// <summary>A value as the history writes it: of a property, or of a part that is written whole; null when it is empty or there is no such field.</summary>
    public static string? ValueOf(EntityEntry entry, string champ) =>
        entry.Metadata.FindProperty(champ) is not null ? Text(entry.Property(champ).CurrentValue)
        : entry.Metadata.FindComplexProperty(champ) is not null ? entry.ComplexProperty(champ).CurrentValue?.ToString() : null;

    private static string? Text(object? value) => value switch
    {
        null => null,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static Sujet? SujetOf(AggregateRoot root) => Enum.TryParse<Sujet>(root.GetType().Name, out var sujet) ? sujet : null;
}
