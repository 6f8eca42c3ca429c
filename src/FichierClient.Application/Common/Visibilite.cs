using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Common;

/// <summary>
/// Which records a member sees. An entreprise: those whose responsable is among the member's <see cref="Acteur.Responsables"/>.
/// Its ventes and contacts follow it; a contact of no entreprise is seen by who created it.
/// </summary>
public static class Visibilite
{
    public static IQueryable<Entreprise> VisibleTo(this IQueryable<Entreprise> entreprises, Acteur acteur) => acteur.Responsables is { } responsables
        ? entreprises.Where(e => e.ResponsableId != null && responsables.Contains(e.ResponsableId.Value))
        : entreprises;

    public static IQueryable<Vente> VisibleTo(this IQueryable<Vente> ventes, Acteur acteur, AppDbContext db) => acteur.SeesAll
        ? ventes
        : ventes.Where(v => db.Entreprises.VisibleTo(acteur).Any(e => e.TenantId == v.TenantId && e.Id == v.EntrepriseId));

    public static IQueryable<Contact> VisibleTo(this IQueryable<Contact> contacts, Acteur acteur, AppDbContext db) => acteur.SeesAll
        ? contacts
        : contacts.Where(c => c.Liens.Any(l => db.Entreprises.VisibleTo(acteur).Any(e => e.TenantId == l.TenantId && e.Id == l.EntrepriseId))
            || (!c.Liens.Any() && c.CreeParId == acteur.MembreId));
}
