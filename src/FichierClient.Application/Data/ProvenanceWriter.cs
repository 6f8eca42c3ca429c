using System.Reflection;
using FichierClient.Application.Common;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
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

    /// <summary>What a directory of companies gives; e-mails, numbers and what we note of a company stand in none.</summary>
    private static readonly HashSet<string> Annuaire =
    [
        nameof(Entreprise.RaisonSociale), nameof(Entreprise.NomCommercial), nameof(Entreprise.Siren), nameof(Entreprise.Siret), nameof(Entreprise.NumeroTva), nameof(Entreprise.CodeNaf),
        nameof(Entreprise.NomenclatureNaf), nameof(Entreprise.CategorieJuridique), nameof(Entreprise.TrancheEffectif), nameof(Entreprise.EstPersonnePhysique), nameof(Entreprise.EstDiffusionPartielle), nameof(Entreprise.CesseeLe),
    ];

    /// <summary>Made from other fields.</summary>
    private static readonly HashSet<string> Derives = [nameof(Entreprise.Recherche), nameof(Entreprise.NomRapproche), nameof(Contact.NomComplet)];

    /// <param name="db">As it is being saved.</param>
    /// <param name="root">A record that is changed.</param>
    /// <param name="sujet">Its kind.</param>
    /// <param name="parts">Its parts that are changed.</param>
    /// <param name="now">When.</param>
    public static void Tell(AppDbContext db, EntityEntry<AggregateRoot> root, Sujet sujet, IReadOnlyCollection<EntityEntry> parts, DateTimeOffset now)
    {
        if (sujet is not (Sujet.Contact or Sujet.Entreprise) || root.State is not (EntityState.Modified or EntityState.Unchanged) || db.FusionId is not null) return;
        var champs = Fields(root, all: false).Concat(parts.Where(p => p.State is not EntityState.Deleted).SelectMany(Part)).ToList();
        // A directory, a file of Sirene: who gave it is named already, and gave nothing but what stands there.
        foreach (var line in db.ChangeTracker.Entries<Provenance>().Where(p => p.State is EntityState.Added && p.Entity.SujetId == root.Entity.Id && p.Entity.Champs is null).ToList())
        {
            var given = Fields(root, all: true).Where(c => Annuaire.Contains(c) || c.StartsWith(nameof(Entreprise.Facturation), StringComparison.Ordinal)).ToList();
            if (given.Count == 0) line.State = EntityState.Detached;
            else line.Entity.Of(given);
            champs = [.. champs.Except(given)];
        }

        if (champs.Count == 0 || (db.MembreId is null && db.Origine is null)) return;
        var (source, partie) = db.Origine ?? new OrigineSaisie(Texts.Get("Source_nous"), Partie.Nous);
        db.Provenances.Add(new Provenance(db.TenantId, sujet, root.Entity.Id, source, partie, null, now).By(db.MembreId).Of(champs));
    }

    private static IEnumerable<string> Part(EntityEntry part)
    {
        var nom = ((AggregatePart)part.Entity).NomProvenance;
        if (!IsPersonal(part.Metadata.ClrType)) return [];
        // One that is replaced by the same with another mark (preferred, label) has the source that it had.
        return part.State is EntityState.Added ? Known(part, nom) ? [] : [nom] : Fields(part, all: false).Select(f => $"{nom}.{f}");
    }

    private static bool Known(EntityEntry part, string nom) =>
        part.Context.ChangeTracker.Entries<AggregatePart>().Any(p => p.State is EntityState.Deleted && p.Entity.RootId == ((AggregatePart)part.Entity).RootId && p.Entity.NomProvenance == nom);

    /// <param name="entry">A record or a part.</param>
    /// <param name="all">Also those that are no personal data.</param>
    private static IEnumerable<string> Fields(EntityEntry entry, bool all)
    {
        bool Told(PropertyEntry p) => p.IsModified && !Derives.Contains(p.Metadata.Name) && (all || IsPersonal(p.Metadata.PropertyInfo)) && !Equals(p.OriginalValue, p.CurrentValue) && p.CurrentValue is not null;
        return entry.Properties.Where(Told).Select(p => p.Metadata.Name).Concat(entry.ComplexProperties.SelectMany(c => c.Properties.Where(Told).Select(p => $"{c.Metadata.Name}.{p.Metadata.Name}")));
    }

    private static bool IsPersonal(PropertyInfo? property) => property?.IsDefined(typeof(DonneePersonnelleAttribute)) == true;

    private static bool IsPersonal(Type type)
    {
        lock (Personal)
        {
            return Personal.TryGetValue(type, out var known) ? known : Personal[type] = type.GetProperties().Any(IsPersonal);
        }
    }
}
