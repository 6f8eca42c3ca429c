using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

/// <summary>
/// A record that isn't in this organisation may be in another of the same account: an address holds no organisation. Each
/// organisation is asked as its own member, with the role and sight that this one has there.
/// </summary>
public sealed class FicheAilleurs(Memberships memberships, ActeurSource acteurs, AppDbContextFactory contexts)
{
    /// <summary>The other organisation where the account may open this record; null when there is none.</summary>
    /// <param name="acteur">Who asks, in the organisation that doesn't have it.</param>
    /// <param name="page">The path before the id: <c>entreprises</c>, <c>rgpd/demandes</c>…</param>
    /// <param name="id">The record.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task<Appartenance?> FindAsync(Acteur acteur, string page, Guid id, CancellationToken cancellationToken)
    {
        foreach (var other in (await memberships.ListAsync(acteur.UtilisateurId, cancellationToken)).Where(o => o.TenantId != acteur.TenantId))
        {
            if (await acteurs.OfAsync(other.TenantId, other.MembreId, cancellationToken) is not { } there) continue;
            await using var db = contexts.Open(there.TenantId, there.MembreId);
            if (Of(db, there, page) is { } fiches && await fiches.AnyAsync(f => f.Id == id, cancellationToken)) return other;
        }

        return null;
    }

    private static IQueryable<TenantEntity>? Of(AppDbContext db, Acteur there, string page) => page switch
    {
        "entreprises" when there.Allows(Permission.EntreprisesRead) => db.Entreprises.VisibleTo(there),
        "contacts" when there.Allows(Permission.ContactsRead) => db.Contacts.VisibleTo(there, db),
        "ventes" when there.Allows(Permission.VentesRead) => db.Ventes.VisibleTo(there, db),
        "imports" when there.Allows(Permission.ImportsRun) => db.Imports,
        "rgpd/demandes" when there.Allows(Permission.DemandesManage) => db.Demandes,
        "rgpd/effacements" when there.Allows(Permission.EffacementsRun) => db.Effacements,
        "rgpd/violations" when there.Allows(Permission.ViolationsManage) => db.Violations,
        "rgpd/conservation" when there.Allows(Permission.ConservationManage) => db.PassagesConservation,
        "rgpd/registre" when there.Allows(Permission.RegistreRead) => db.Traitements,
        _ => null,
    };
}
