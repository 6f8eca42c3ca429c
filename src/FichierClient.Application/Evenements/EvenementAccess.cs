using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Evenements;

/// <summary>Who sees an event, and who may change it.</summary>
public static class EvenementAccess
{
    /// <summary>Who sees the entreprise sees its events; those of a contact alone follow the contact.</summary>
    public static IQueryable<Evenement> VisibleTo(this IQueryable<Evenement> evenements, Acteur acteur, AppDbContext db) =>
        acteur.SeesRestricted() ? evenements.InScopeOf(acteur, db) : evenements.InScopeOf(acteur, db).Where(e =>
            !db.Contacts.Any(c => c.TenantId == e.TenantId && c.Id == e.ContactId && c.LimiteLe != null && c.ContratExempteLe == null)
            && !db.Entreprises.Any(x => x.TenantId == e.TenantId && x.Id == e.EntrepriseId && x.LimiteLe != null && x.ContratExempteLe == null));

    private static IQueryable<Evenement> InScopeOf(this IQueryable<Evenement> evenements, Acteur acteur, AppDbContext db) => acteur.SeesAll
        ? evenements
        : evenements.Where(e => e.EntrepriseId != null
            ? db.Entreprises.VisibleTo(acteur).Any(x => x.TenantId == e.TenantId && x.Id == e.EntrepriseId)
            : db.Contacts.VisibleTo(acteur, db).Any(c => c.TenantId == e.TenantId && c.Id == e.ContactId));

    /// <summary>A note belongs to its author; who manages the trash may correct and delete anybody's.</summary>
    public static bool MayRewrite(this Acteur acteur, Guid? auteurId) =>
        acteur.Allows(Permission.EvenementsEdit) && (auteurId == acteur.MembreId || acteur.Allows(Permission.CorbeilleManage));

    /// <summary>Null: it may be rewritten. When it happened is typed, so no event counts as written since a restriction.</summary>
    internal static Task<Refus?> RefuseLimiteAsync(this AppDbContext db, Acteur acteur, Evenement evenement, CancellationToken cancellationToken) =>
        db.RefuseEcritLimiteAsync(acteur, (evenement.EntrepriseId, evenement.ContactId), DateTimeOffset.MinValue, cancellationToken);

    /// <summary>The event when the member sees it, deleted or not as asked.</summary>
    internal static Task<Evenement?> FindAsync(this AppDbContext db, Acteur acteur, Guid id, bool deleted, CancellationToken cancellationToken)
    {
        var evenements = deleted ? db.Evenements.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(e => e.SupprimeLe != null) : db.Evenements;
        return evenements.VisibleTo(acteur, db).SingleOrDefaultAsync(e => e.Id == id, cancellationToken);
    }
}
