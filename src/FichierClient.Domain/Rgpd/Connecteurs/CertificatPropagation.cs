using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Connecteurs;

/// <summary>What recipients answered to an erasure, signed: it completes the certificate, which was signed before anybody could answer. Written once.</summary>
public sealed class CertificatPropagation : TenantEntity
{
    private CertificatPropagation()
    {
    }

    public CertificatPropagation(Guid tenantId, Guid effacementId, string contenu, byte[] signature, byte[] clePublique, DateTimeOffset emisLe) : base(tenantId) =>
        (EffacementId, Contenu, Signature, ClePublique, EmisLe) = (effacementId, contenu, signature, clePublique, emisLe);

    public Guid EffacementId { get; private set; }

    /// <summary>The exact text that is signed: JSON, without identity.</summary>
    [NonPersonnelle("Systèmes et états, sans identité")]
    public string Contenu { get; private set; } = "";

    [NonPersonnelle("Signature")]
    public byte[] Signature { get; private set; } = [];

    [NonPersonnelle("Clé publique")]
    public byte[] ClePublique { get; private set; } = [];

    public DateTimeOffset EmisLe { get; private set; }
}
