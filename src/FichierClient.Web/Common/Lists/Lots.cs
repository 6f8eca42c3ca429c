using FichierClient.Application.Common;

namespace FichierClient.Web.Common.Lists;

/// <summary>How far a change of many came.</summary>
/// <param name="Items">Those of the parts that were saved.</param>
/// <param name="Results">What each saved part gave back.</param>
/// <param name="Refus">Why it ended before the last part; what was saved stays saved.</param>
public sealed record LotsFaits<TItem, TResult>(IReadOnlyList<TItem> Items, IReadOnlyList<TResult> Results, Refus? Refus);

/// <summary>
/// Changes many records a part at a time: each part is a save of its own, so that others never wait long for the figures
/// and a long change shows how far it is.
/// </summary>
public static class Lots
{
    /// <summary>Records of one save.</summary>
    public const int Size = 200;

    /// <param name="items">What to change.</param>
    /// <param name="change">Saves a part.</param>
    /// <param name="goOn">Told how many are done before each further part; false ends it there.</param>
    public static async Task<LotsFaits<TItem, TResult>> RunAsync<TItem, TResult>(
        IEnumerable<TItem> items, Func<IReadOnlyCollection<TItem>, Task<Outcome<TResult>>> change, Func<int, bool>? goOn = null)
    {
        List<TItem> done = [];
        List<TResult> results = [];
        foreach (var lot in items.Chunk(Size))
        {
            if (done.Count > 0 && goOn?.Invoke(done.Count) == false) break;
            var outcome = await change(lot);
            if (outcome.Refus is { } refus) return new(done, results, refus);
            done.AddRange(lot);
            results.Add(outcome.Value);
        }

        return new(done, results, null);
    }
}
