namespace FichierClient.Domain.Common;

/// <summary>A row that belongs to one organisation. Its key is the pair (TenantId, Id), in the database too.</summary>
public abstract class TenantEntity
{
    protected TenantEntity()
    {
    }

    protected TenantEntity(Guid tenantId)
    {
        if (tenantId == Guid.Empty) throw new ArgumentException("A row belongs to an organisation.", nameof(tenantId));
        TenantId = tenantId;
        Id = Guid.CreateVersion7();
    }

    /// <param name="tenantId">The organisation.</param>
    /// <param name="id">A row that was there before and is made again after a restore keeps its key.</param>
    protected TenantEntity(Guid tenantId, Guid id) : this(tenantId) => Id = id;

    public Guid TenantId { get; private set; }

    /// <summary>UUIDv7: it tells its time, so it is never a secret.</summary>
    public Guid Id { get; private set; }
}
