using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Organisations;

/// <summary>Which records a role sees in this organisation. A role without a row sees all.</summary>
public sealed class ReglageRole : TenantEntity
{
    private ReglageRole()
    {
    }

    public ReglageRole(Guid tenantId, Role role, Portee portee) : base(tenantId) => (Role, Portee) = (role, portee);

    [NonPersonnelle("Rôle")]
    public Role Role { get; private set; }

    [NonPersonnelle("Réglage")]
    public Portee Portee { get; private set; }

    public void Change(Portee portee) => Portee = portee;
}
