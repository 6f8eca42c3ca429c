using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Common;

/// <summary>
/// Who acts in which organisation, as the server knows it: never read from the browser. It is checked against the
/// membership again at each use case.
/// </summary>
/// <param name="TenantId">The organisation.</param>
/// <param name="MembreId">The member.</param>
/// <param name="UtilisateurId">The account.</param>
/// <param name="Role">The role in this organisation.</param>
/// <param name="Responsables">
/// Members whose entreprises this one sees (its team's, or its own only); null sees all. The one predicate of lists,
/// counts, charts, search and exports: see <see cref="Visibilite"/>.
/// </param>
public sealed record Acteur(Guid TenantId, Guid MembreId, Guid UtilisateurId, Role Role, IReadOnlyList<Guid>? Responsables)
{
    public bool SeesAll => Responsables is null;

    public bool Allows(Permission permission) => Droits.Allows(Role, permission);
}
