using FichierClient.Application.Vues;
using FichierClient.Web.Common;

namespace FichierClient.Web.Vues;

/// <summary>A saved view in the address bar: its filters, and its id, so that it is still known once a filter was changed.</summary>
public static class VueAdresse
{
    public const string Key = QueryState.ViewKey;

    public static string Of(string path, VueRow vue) => QueryState.Parse($"{path}?{vue.Parametres}").With(Key, vue.Id.ToString()).ToString();

    public static Guid? IdOf(QueryState state) => Guid.TryParse(state[Key], out var id) ? id : null;

    /// <summary>What a view keeps: the address without the place in the list and the view itself.</summary>
    public static string Kept(QueryState state) => state.Without(QueryState.PageKey, Key).ToString().Split('?', 2) is [_, var query] ? query : "";

    /// <summary>Whether two addresses say the same in any order.</summary>
    public static bool IsSame(string parametres, string others) => Sorted(parametres).SequenceEqual(Sorted(others));

    private static IEnumerable<string> Sorted(string parametres) =>
        QueryState.Parse("/?" + parametres).Values.Where(pair => pair.Key != Key).Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal);
}
