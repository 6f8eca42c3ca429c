using System.Security.Cryptography;
using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Connecteurs;

/// <summary>
/// By what one connected system knows one person: 128 random bits, others for each pair, so that two systems can't join what they have. Made when she is
/// first disclosed to it. Never shown to anybody else. After a merge a person may have two.
/// </summary>
[SuitLeSujet]
public sealed class ClePseudonyme : TenantEntity
{
    private ClePseudonyme()
    {
    }

    /// <summary>For one of the two.</summary>
    public ClePseudonyme(Guid tenantId, Guid systemeId, Guid? contactId, Guid? entrepriseId, DateTimeOffset now) : base(tenantId)
    {
        if (contactId is null == entrepriseId is null) throw new ArgumentException("A key is for one person.", nameof(contactId));
        (SystemeId, ContactId, EntrepriseId, Cle, AttribueeLe) = (systemeId, contactId, entrepriseId, Random128(), now);
    }

    public Guid SystemeId { get; private set; }
    public Guid? ContactId { get; private set; }

    /// <summary>An entreprise that is a natural person.</summary>
    public Guid? EntrepriseId { get; private set; }

    /// <summary>Its own column: keys of rows stand in plans of erasures, this one stands nowhere else.</summary>
    public Guid Cle { get; private set; }

    public DateTimeOffset AttribueeLe { get; private set; }

    /// <summary>All 128 bits are random: a UUID of version 4 or 7 has fewer, and the latter tells its time.</summary>
    public static Guid Random128() => new(RandomNumberGenerator.GetBytes(16));
}

/// <summary>
/// What is left of a key once its person was erased: it answers « gone ». Nothing here, and no key of this row elsewhere, leads to who it was: the day
/// is no instant, the row's id tells no time, and the notice that was sent keeps only a keyed print of <see cref="Reference"/>.
/// </summary>
public sealed class CleMorte : TenantEntity
{
    private CleMorte()
    {
    }

    public CleMorte(Guid tenantId, Guid systemeId, Guid cle, DateOnly effaceeLe) : base(tenantId, ClePseudonyme.Random128()) =>
        (SystemeId, Cle, EffaceeLe, Reference) = (systemeId, cle, effaceeLe, ClePseudonyme.Random128());

    public Guid SystemeId { get; private set; }
    public Guid Cle { get; private set; }
    public DateOnly EffaceeLe { get; private set; }

    /// <summary>What the system acknowledges the erasure by.</summary>
    public Guid Reference { get; private set; }
}
