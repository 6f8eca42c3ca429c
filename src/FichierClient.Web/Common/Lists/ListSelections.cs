namespace FichierClient.Web.Common.Lists;

/// <summary>What was ticked in the list that was left last: who comes back to the same address from a sheet finds it. One list a circuit.</summary>
public sealed class ListSelections
{
    private static readonly IReadOnlySet<Guid> Nothing = new HashSet<Guid>();

    private string? address;
    private IReadOnlySet<Guid> selected = Nothing;

    public void Keep(QueryState state, IReadOnlySet<Guid> ids) => (address, selected) = (state.ToString(), ids);

    /// <summary>What is ticked as a list loads.</summary>
    /// <param name="state">Its address.</param>
    /// <param name="isOpen">It stood here already and loads again, after a change or at another address: then nothing is.</param>
    public IReadOnlySet<Guid> Of(QueryState state, bool isOpen)
    {
        if (isOpen || state.ToString() != address) Keep(state, Nothing);
        return selected;
    }
}
