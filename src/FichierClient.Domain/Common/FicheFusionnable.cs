namespace FichierClient.Domain.Common;

/// <summary>A record of which there may be two by mistake: one can be merged into the other, and stand for itself again.</summary>
public abstract class FicheFusionnable : AggregateRoot
{
    protected FicheFusionnable()
    {
    }

    protected FicheFusionnable(Guid tenantId) : base(tenantId)
    {
    }

    /// <summary>The record that this one was merged into, which answers for it; null: it stands for itself.</summary>
    public Guid? SurvivantId { get; private set; }

    /// <summary>Since when its processing is restricted (RGPD art. 18): it is kept, and nothing else is done with it; null: it isn't.</summary>
    public DateTimeOffset? LimiteLe { get; private set; }

    public bool EstLimitee => LimiteLe is not null;

    public void Restrict(DateTimeOffset now) => LimiteLe ??= now;

    /// <summary>Since when a running contract goes on all the same, as the DPO decided: whoever carries it out reads the record, and nothing else is done with it; null: nobody does.</summary>
    public DateTimeOffset? ContratExempteLe { get; private set; }

    /// <exception cref="DomainException">It isn't restricted.</exception>
    public void ExemptContrat(DateTimeOffset now)
    {
        if (!EstLimitee) throw new DomainException("Fiche_non_limitee");
        ContratExempteLe ??= now;
    }

    public void EndExemption() => ContratExempteLe = null;

    /// <summary>The person was told that the restriction ends (art. 18(3)).</summary>
    public void LiftRestriction() => (LimiteLe, ContratExempteLe) = (null, null);

    /// <summary>Leaves the list to the one it is merged into.</summary>
    public void MergeInto(Guid survivantId, DateTimeOffset now)
    {
        SurvivantId = survivantId;
        MoveToTrash(now);
    }

    /// <summary>Stands for itself again.</summary>
    public void Unmerge()
    {
        SurvivantId = null;
        Restore();
    }
}
