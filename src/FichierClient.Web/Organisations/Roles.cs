using FichierClient.Domain.Organisations;

namespace FichierClient.Web.Organisations;

/// <summary>Roles in the order in which people read them: the most powerful first.</summary>
internal static class Roles
{
    public static readonly IReadOnlyList<Role> Ordered = [Role.Administrateur, Role.Responsable, Role.Commercial, Role.Dpo, Role.Lecteur];
}
