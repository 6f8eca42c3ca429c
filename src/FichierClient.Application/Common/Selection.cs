using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Common;

/// <summary>The keys of everything that a list's filter finds, for a change of many at once.</summary>
public static class Selection
{
    /// <summary>What a change of many may reach in one go; beyond it the filter has to be narrowed.</summary>
    public const int Most = 10_000;

    /// <param name="ids">What the list shows, by its own filter and its reader's rights, on all its pages.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    internal static async Task<Outcome<IReadOnlyList<Guid>>> SelectAsync(this IQueryable<Guid> ids, CancellationToken cancellationToken)
    {
        var read = await ids.Take(Most + 1).ToListAsync(cancellationToken);
        return read.Count > Most ? Refus.Regle(Texts.Get("Selection_trop_longue", Most)) : Outcome.Of<IReadOnlyList<Guid>>(read);
    }
}
