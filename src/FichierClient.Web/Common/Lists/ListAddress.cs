using FichierClient.Application.Common;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Common.Lists;

/// <summary>What a list reads of its address.</summary>
public static class ListAddress
{
    /// <summary>What the address says and nothing on the page obeys: an old link, a typing error.</summary>
    /// <param name="state">The address.</param>
    /// <param name="filters">The page's filters.</param>
    /// <param name="sorts">What <see cref="ListSort.QueryKey"/> may be.</param>
    /// <param name="others">Other keys of the page.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Unread(QueryState state, IReadOnlyList<Filter> filters, IReadOnlyList<string> sorts, IReadOnlyList<string> others) =>
        [.. state.Values.Where(pair => pair.Key switch
        {
            QueryState.PageKey => PageCursor.Parse(pair.Value) == PageCursor.First,
            QueryState.ViewKey => !Guid.TryParse(pair.Value, out _),
            ListSort.QueryKey => !sorts.Contains(pair.Value.TrimStart('-')),
            _ => !others.Contains(pair.Key) && !filters.Any(filter => filter.Key == pair.Key && filter.Understands(pair.Value)),
        })];

    /// <summary>Whether the list shows what its address says. One with a filter that can't be read shows more rows: nothing is done with all of them.</summary>
    public static bool IsLimited(QueryState state, IReadOnlyList<Filter> filters) =>
        filters.All(filter => state.All(filter.Key).All(filter.Understands));

    /// <summary>"Montant HT : montant=2000..1000 (les bornes sont inversées)": which part of the address limits nothing, and why.</summary>
    public static string Say(KeyValuePair<string, string> unread, IReadOnlyList<Filter> filters, IStringLocalizer texts)
    {
        var why = unread.Key switch
        {
            QueryState.PageKey or QueryState.ViewKey => texts["UnreadChoice"].Value,
            ListSort.QueryKey => texts["UnreadSort"].Value,
            _ => filters.FirstOrDefault(f => f.Key == unread.Key)?.WhyUnread(unread.Value, texts) ?? texts["UnreadKey"].Value,
        };
        return $"{unread.Key}={unread.Value} ({why})";
    }
}
