using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Common;

/// <summary>
/// Statut de diffusion P (C. com. R123-320): a natural person who asked that her data not be used for prospecting. She and the contacts of her entreprise are in no file that leaves. The one condition for
/// exports and connected systems.
/// </summary>
internal static class DiffusionPartielle
{
    public static IQueryable<Entreprise> Protegees(this IQueryable<Entreprise> entreprises) => entreprises.Where(e => e.EstDiffusionPartielle && e.EstPersonnePhysique);

    public static IQueryable<Entreprise> Diffusibles(this IQueryable<Entreprise> entreprises) => entreprises.Where(e => !(e.EstDiffusionPartielle && e.EstPersonnePhysique));

    public static IQueryable<Contact> Proteges(this IQueryable<Contact> contacts, AppDbContext db) => contacts.Where(c => c.Liens.Any(l => db.Entreprises.Protegees().Any(e => e.TenantId == l.TenantId && e.Id == l.EntrepriseId)));

    public static IQueryable<Contact> Diffusibles(this IQueryable<Contact> contacts, AppDbContext db) => contacts.Where(c => !c.Liens.Any(l => db.Entreprises.Protegees().Any(e => e.TenantId == l.TenantId && e.Id == l.EntrepriseId)));
}
