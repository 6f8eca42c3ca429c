using FichierClient.Application.Common;
using FichierClient.Domain.Organisations;

namespace FichierClient.IntegrationTests.Infrastructure;

/// <summary>An organisation of a test: its tenant and its members, one per role.</summary>
public sealed record TestOrganisation(
    Guid Id, string Slug, IReadOnlyDictionary<Role, Guid> Membres, IReadOnlyDictionary<Role, Guid> Utilisateurs)
{
    /// <summary>Who asks, as the session would know it. The use case reads role and scope again.</summary>
    public Acteur Acteur(Role role = Role.Administrateur) => new(Id, Membres[role], Utilisateurs[role], role, null);
}
