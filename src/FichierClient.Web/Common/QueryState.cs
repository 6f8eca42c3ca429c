using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace FichierClient.Web.Common;

/// <summary>The state that the address bar holds: read it, change it, write it back. Immutable; order and other values are kept.</summary>
public sealed class QueryState
{
    /// <summary>The place in a list: any other change starts again at the first page.</summary>
    public const string PageKey = "page";

    /// <summary>The saved view that the address began as: what is filtered since is a change of it.</summary>
    public const string ViewKey = "vue";

    private readonly List<KeyValuePair<string, string>> values;

    private QueryState(string path, List<KeyValuePair<string, string>> values) => (Path, this.values) = (path, values);

    public string Path { get; }

    public static QueryState From(NavigationManager navigation) => Parse(navigation.Uri);

    public static QueryState Parse(string uri)
    {
        var absolute = new Uri(uri, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } known ? known : new Uri(new Uri("http://localhost/"), uri);
        var values = QueryHelpers.ParseQuery(absolute.Query)
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")))
            .Where(pair => pair.Value.Length > 0)
            .ToList();
        return new QueryState(absolute.AbsolutePath, values);
    }

    /// <summary>The first value of a key, null when it is absent or empty.</summary>
    public string? this[string key] => values.Find(pair => pair.Key == key).Value;

    public IReadOnlyList<string> All(string key) => [.. values.Where(pair => pair.Key == key).Select(pair => pair.Value)];

    /// <summary>Every key with its value, in the order of the address.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Values => values;

    public QueryState With(string key, string? value) => WithAll(key, string.IsNullOrWhiteSpace(value) ? [] : [value]);

    public QueryState WithAll(string key, IEnumerable<string> replacement)
    {
        var at = values.FindIndex(pair => pair.Key == key);
        var kept = values.Where(pair => pair.Key != key && (pair.Key != PageKey || key == PageKey)).ToList();
        kept.InsertRange(at < 0 ? kept.Count : Math.Min(at, kept.Count), replacement.Select(value => KeyValuePair.Create(key, value)));
        return new QueryState(Path, kept);
    }

    public QueryState Without(params string[] keys) => keys.Aggregate(this, (state, key) => state.With(key, null));

    public QueryState AtPath(string path) => new(path, values);

    /// <summary>Path and query, for a link.</summary>
    public override string ToString() => Path + new QueryBuilder(values).ToQueryString();
}
