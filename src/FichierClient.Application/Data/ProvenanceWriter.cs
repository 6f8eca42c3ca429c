using System.Reflection;
using FichierClient.Application.Common;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace FichierClient.Application.Data;

/// <summary>
/// Overwriting a value adds a line of provenance (rgpd.md 3.3): what a member changes in a record that is there has him, or whom he names, for a source. The fields
/// are those of the map of personal data; a merge and the program's own work write none.
/// </summary>
internal static class ProvenanceWriter
{
    private static readonly Dictionary<Type, bool> Personal = [];

    /// <param name="db">As it is being saved.</param>
    /// <param name="root">A record that is changed.</param>
    /// <param name="sujet">Its kind.</param>
    /// <param name="parts">Its parts that are changed.</param>
    /// <param name="now">When.</param>
    public static void Tell(AppDbContext db, EntityEntry<AggregateRoot> root, Sujet sujet, IReadOnlyCollection<EntityEntry> parts, DateTimeOffset now)
    {
        if (sujet is not (Sujet.Contact or Sujet.Entreprise) || root.State is not (EntityState.Modified or EntityState.Unchanged) || db.FusionId is not null) return;
        var champs = Fields(root).Concat(parts.Where(p => p.State is not EntityState.Deleted).SelectMany(Part)).ToList();
        if (champs.Count == 0) return;
        // A directory, a file of Sirene: who gave it is named already.
        var told = db.ChangeTracker.Entries<Provenance>().Where(p => p.State is EntityState.Added && p.Entity.SujetId == root.Entity.Id).ToList();
        foreach (var line in told.Where(p => p.Entity.Champs is null)) line.Entity.Of(champs);
        if (told.Count > 0 || (db.MembreId is null && db.Origine is null)) return;
        var (source, partie) = db.Origine ?? new OrigineSaisie(Texts.Get("Source_nous"), Partie.Nous);
        db.Provenances.Add(new Provenance(db.TenantId, sujet, root.Entity.Id, source, partie, null, now).By(db.MembreId).Of(champs));
    }

    private static IEnumerable<string> Part(EntityEntry part)
    {
        var nom = ((AggregatePart)part.Entity).NomProvenance;
        if (!IsPersonal(part.Metadata.ClrType)) return [];
        // One that is replaced by the same with another mark (preferred, label) has the source that it had.
        return part.State is EntityState.Added ? Known(part, nom) ? [] : [nom] : Fields(part).Select(f => $"{nom}.{f}");
    }

    private static bool Known(EntityEntry part, string nom) =>
        part.Context.ChangeTracker.Entries<AggregatePart>().Any(p => p.State is EntityState.Deleted && p.Entity.RootId == ((AggregatePart)part.Entity).RootId && p.Entity.NomProvenance == nom);

    private static IEnumerable<string> Fields(EntityEntry entry) =>
        entry.Properties.Where(p => p.IsModified && IsPersonal(p.Metadata.PropertyInfo) && !Equals(p.OriginalValue, p.CurrentValue) && p.CurrentValue is not null).Select(p => p.Metadata.Name)
            .Concat(entry.ComplexProperties.SelectMany(c => c.Properties.Where(p => p.IsModified && IsPersonal(p.Metadata.PropertyInfo) && !Equals(p.OriginalValue, p.CurrentValue) && p.CurrentValue is not null).Select(p => $"{c.Metadata.Name}.{p.Metadata.Name}")));

    private static bool IsPersonal(PropertyInfo? property) => property?.IsDefined(typeof(DonneePersonnelleAttribute)) == true;

    private static bool IsPersonal(Type type)
    {
        lock (Personal)
        {
            return Personal.TryGetValue(type, out var known) ? known : Personal[type] = type.GetProperties().Any(IsPersonal);
        }
    }
}
