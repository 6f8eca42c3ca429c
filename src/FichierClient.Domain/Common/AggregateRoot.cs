namespace FichierClient.Domain.Common;

/// <summary>
/// A record that people edit: it has a version for optimistic concurrency, a history and a place in the trash.
/// The dates and authors are written when it is saved; aggregates have no clock of their own.
/// </summary>
public abstract class AggregateRoot : TenantEntity
{
    protected AggregateRoot()
    {
    }

    protected AggregateRoot(Guid tenantId) : base(tenantId)
    {
    }

    /// <summary>PostgreSQL's xmin: changes at each update of the row.</summary>
    public uint Version { get; private set; }

    public DateTimeOffset CreeLe { get; private set; }
    public Guid? CreeParId { get; private set; }
    public DateTimeOffset ModifieLe { get; private set; }

    /// <summary>When it went to the trash (corbeille); null: it is live.</summary>
    public DateTimeOffset? SupprimeLe { get; private set; }

    public bool EstSupprime => SupprimeLe is not null;

    /// <summary>Called by the save: stamps the creation or the last change.</summary>
    public void Stamp(DateTimeOffset now, Guid? auteurId, bool created)
    {
        ModifieLe = now;
        if (!created) return;
        CreeLe = now;
        CreeParId = auteurId;
    }

    public void MoveToTrash(DateTimeOffset now) => SupprimeLe ??= now;

    public void Restore() => SupprimeLe = null;
}

/// <summary>A part of an aggregate, saved and shown in the history with its root.</summary>
public abstract class AggregatePart : TenantEntity
{
    protected AggregatePart()
    {
    }

    protected AggregatePart(Guid tenantId) : base(tenantId)
    {
    }

    /// <summary>The key of the aggregate that this part belongs to.</summary>
    public abstract Guid RootId { get; }

    /// <summary>What tells it from the other parts of its kind, whatever row holds it.</summary>
    public virtual string Cle => Id.ToString();

    /// <summary>As provenance names it.</summary>
    public string NomProvenance => $"{GetType().Name}:{Cle}";
}
