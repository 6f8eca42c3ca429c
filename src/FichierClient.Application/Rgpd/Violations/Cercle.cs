using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Violations;

/// <summary>The records that a breach may have reached; null: none of that kind.</summary>
internal sealed record Cercle(IQueryable<Contact>? Contacts, IQueryable<Entreprise>? Entreprises, IQueryable<Vente>? Ventes, IQueryable<Evenement>? Evenements)
{
    private static readonly string[] Trash = [AppDbContext.CorbeilleFilter];

    /// <summary>Everything, the trash too.</summary>
    public static Cercle All(AppDbContext db) =>
        new(db.Contacts.IgnoreQueryFilters(Trash), db.Entreprises.IgnoreQueryFilters(Trash), db.Ventes.IgnoreQueryFilters(Trash), db.Evenements.IgnoreQueryFilters(Trash));

    /// <summary>What a member sees; the trash too when the role opens it.</summary>
    public static Cercle SeenBy(AppDbContext db, Acteur membre, bool withTrash)
    {
        var all = withTrash ? All(db) : new Cercle(db.Contacts, db.Entreprises, db.Ventes, db.Evenements);
        return new(all.Contacts!.VisibleTo(membre, db), all.Entreprises!.VisibleTo(membre), all.Ventes!.VisibleTo(membre, db), all.Evenements!.VisibleTo(membre, db));
    }

    /// <summary>What a file of a list holds at most: its member's records of that kind.</summary>
    public static Cercle Exported(AppDbContext db, Acteur membre, ListeExport liste)
    {
        if (liste == ListeExport.Organisation) return All(db);
        var seen = SeenBy(db, membre, withTrash: false);
        return liste switch
        {
            ListeExport.Contacts => new Cercle(seen.Contacts, null, null, null),
            ListeExport.Entreprises => new Cercle(null, seen.Entreprises, null, null),
            _ => new Cercle(null, null, seen.Ventes, null),
        };
    }

    /// <summary>The records whose ids a file had, as they are now.</summary>
    public static Cercle Disclosed(AppDbContext db, Guid[] ids, ListeExport liste)
    {
        var all = All(db);
        return new(
            liste == ListeExport.Entreprises ? null : all.Contacts!.Where(c => ids.Contains(c.Id)),
            liste == ListeExport.Contacts ? null : all.Entreprises!.Where(e => ids.Contains(e.Id)), null, null);
    }

    /// <summary>What was created or changed from an instant on and before another.</summary>
    public static Cercle Between(AppDbContext db, DateTimeOffset du, DateTimeOffset au)
    {
        var all = All(db);
        var changed = db.Modifications.Where(m => m.FaitLe >= du && m.FaitLe < au);
        return new Cercle(Touched(all.Contacts!), Touched(all.Entreprises!), Touched(all.Ventes!), all.Evenements!.Where(e => e.SurvenuLe >= du && e.SurvenuLe < au));

        IQueryable<T> Touched<T>(IQueryable<T> roots) where T : AggregateRoot =>
            roots.Where(r => (r.CreeLe >= du && r.CreeLe < au) || changed.Any(m => m.SujetId == r.Id));
    }
}
