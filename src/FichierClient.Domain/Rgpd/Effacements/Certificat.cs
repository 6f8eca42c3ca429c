using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Effacements;

/// <summary>What an erasure's verification found, signed. Written once: the database refuses any change.</summary>
public sealed class Certificat : TenantEntity
{
    private Certificat()
    {
    }

    public Certificat(Guid tenantId, Guid effacementId, string contenu, byte[] signature, byte[] clePublique, DateTimeOffset emisLe) : base(tenantId) =>
        (EffacementId, Contenu, Signature, ClePublique, EmisLe) = (effacementId, contenu, signature, clePublique, emisLe);

    public Guid EffacementId { get; private set; }

    /// <summary>The exact text that is signed: JSON, without identity.</summary>
    [NonPersonnelle("Emplacements, nombres et empreintes à clé, sans identité")]
    public string Contenu { get; private set; } = "";

    /// <summary>Ed25519 (RFC 8032) of the text in UTF-8.</summary>
    [NonPersonnelle("Signature")]
    public byte[] Signature { get; private set; } = [];

    [NonPersonnelle("Clé publique")]
    public byte[] ClePublique { get; private set; } = [];

    public DateTimeOffset EmisLe { get; private set; }
}
