using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Garde;

/// <summary>A reading of the texts that were written or changed since the last one.</summary>
public sealed class ExamenGarde : TenantEntity
{
    private ExamenGarde()
    {
    }

    /// <param name="tenantId">The organisation.</param>
    /// <param name="jusqua">Every transaction before this one was read.</param>
    /// <param name="lus">Texts that were read.</param>
    /// <param name="signales">Texts in which something was found.</param>
    /// <param name="now">When it ended.</param>
    public ExamenGarde(Guid tenantId, long jusqua, int lus, int signales, DateTimeOffset now) : base(tenantId) =>
        (Jusqua, Lus, Signales, TermineLe) = (jusqua, lus, signales, now);

    public long Jusqua { get; private set; }
    public int Lus { get; private set; }
    public int Signales { get; private set; }
    public DateTimeOffset TermineLe { get; private set; }
}
