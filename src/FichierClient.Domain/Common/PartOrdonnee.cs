namespace FichierClient.Domain.Common;

/// <summary>A part among others of its kind in the order that somebody gave them.</summary>
public abstract class PartOrdonnee : AggregatePart
{
    private const int Nulle = -1;

    protected PartOrdonnee()
    {
    }

    protected PartOrdonnee(Guid tenantId) : base(tenantId)
    {
    }

    /// <summary>From 0, rising; gaps mean nothing.</summary>
    public int Position { get; private set; } = Nulle;

    /// <summary>Gives parts the order in which they come; those that stand in it keep their place.</summary>
    internal static void Order(IEnumerable<PartOrdonnee> parts)
    {
        var last = Nulle;
        foreach (var part in parts)
        {
            if (part.Position <= last) part.Position = last + 1;
            last = part.Position;
        }
    }
}
