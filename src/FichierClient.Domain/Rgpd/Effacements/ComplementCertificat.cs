using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Effacements;

/// <summary>What was done after a certificate with files that were held or unreadable at the erasure, signed: there is one each time something of them is settled. Written once.</summary>
public sealed class ComplementCertificat : TenantEntity
{
    private ComplementCertificat()
    {
    }

    public ComplementCertificat(Guid tenantId, Guid effacementId, string contenu, byte[] signature, byte[] clePublique, DateTimeOffset emisLe) : base(tenantId) =>
        (EffacementId, Contenu, Signature, ClePublique, EmisLe) = (effacementId, contenu, signature, clePublique, emisLe);

    public Guid EffacementId { get; private set; }

    /// <summary>The exact text that is signed: JSON, without identity and without names of files.</summary>
    [NonPersonnelle("Nombres, sans identité")]
    public string Contenu { get; private set; } = "";

    [NonPersonnelle("Signature")]
    public byte[] Signature { get; private set; } = [];

    [NonPersonnelle("Clé publique")]
    public byte[] ClePublique { get; private set; } = [];

    public DateTimeOffset EmisLe { get; private set; }
}
