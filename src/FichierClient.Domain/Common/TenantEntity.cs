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

    public Guid TenantId { get; private set; }

    /// <summary>UUIDv7: it tells its time, so it is never a secret.</summary>
    public Guid Id { get; private set; }
}
