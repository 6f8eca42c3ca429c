using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Common;

/// <summary>
/// Which records a member sees. An entreprise: those whose responsable is among the member's <see cref="Acteur.Responsables"/>.
/// Its ventes and contacts follow it; a contact of no entreprise is seen by who created it. What is under restriction is hidden, unless its running contract was exempted.
/// </summary>
public static class Visibilite
{
    public static IQueryable<Entreprise> VisibleTo(this IQueryable<Entreprise> entreprises, Acteur acteur) => entreprises.InScopeOf(acteur).UnlessRestrictedFor(acteur);

    public static IQueryable<Vente> VisibleTo(this IQueryable<Vente> ventes, Acteur acteur, AppDbContext db) => acteur.SeesAll
        ? acteur.SeesRestricted() ? ventes : ventes.Where(v => !db.Entreprises.Any(e => e.TenantId == v.TenantId && e.Id == v.EntrepriseId && e.LimiteLe != null && e.ContratExempteLe == null))
        : ventes.Where(v => db.Entreprises.VisibleTo(acteur).Any(e => e.TenantId == v.TenantId && e.Id == v.EntrepriseId));

    public static IQueryable<Contact> VisibleTo(this IQueryable<Contact> contacts, Acteur acteur, AppDbContext db) => contacts.InScopeOf(acteur, db).UnlessRestrictedFor(acteur);

    /// <summary>A record whose processing is restricted (RGPD art. 18) is there for the DPO alone.</summary>
    public static bool SeesRestricted(this Acteur acteur) => acteur.Allows(Permission.DemandesManage);

    /// <summary>What may be changed, exported or worked on: nothing under restriction, whoever asks.</summary>
    public static IQueryable<T> Usable<T>(this IQueryable<T> fiches) where T : FicheFusionnable => fiches.Where(f => f.LimiteLe == null);

    private static IQueryable<T> UnlessRestrictedFor<T>(this IQueryable<T> fiches, Acteur acteur) where T : FicheFusionnable => acteur.SeesRestricted() ? fiches : fiches.Where(f => f.LimiteLe == null || f.ContratExempteLe != null);

    internal static IQueryable<Entreprise> InScopeOf(this IQueryable<Entreprise> entreprises, Acteur acteur) => acteur.Responsables is { } responsables
        ? entreprises.Where(e => e.ResponsableId != null && responsables.Contains(e.ResponsableId.Value))
        : entreprises;

    internal static IQueryable<Contact> InScopeOf(this IQueryable<Contact> contacts, Acteur acteur, AppDbContext db) => acteur.SeesAll
        ? contacts
        : contacts.Where(c => c.Liens.Any(l => db.Entreprises.InScopeOf(acteur).Any(e => e.TenantId == l.TenantId && e.Id == l.EntrepriseId))
            || (!c.Liens.Any() && c.CreeParId == acteur.MembreId));
}
