using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Organisations;

/// <summary>A group of members.</summary>
public sealed class Equipe : TenantEntity
{
    private Equipe()
    {
    }

    public Equipe(Guid tenantId, string nom) : base(tenantId) => Rename(nom);

    [NonPersonnelle("Nom d'équipe")]
    public string Nom { get; private set; } = "";

    public void Rename(string nom) =>
        Nom = string.IsNullOrWhiteSpace(nom) ? throw new DomainException("Nom_obligatoire") { Champ = nameof(Nom) } : nom.Trim();
}
