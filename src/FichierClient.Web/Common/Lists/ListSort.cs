namespace FichierClient.Web.Common.Lists;

/// <summary>The order of a list as the address holds it: <c>tri=nom</c>, or <c>tri=-ca12</c> from high to low.</summary>
public readonly record struct ListSort(string Key, bool Descending)
{
    public const string QueryKey = "tri";

    /// <summary>The sort of the address; <paramref name="fallback"/> when it is absent or unknown.</summary>
    public static ListSort Parse(string? text, ListSort fallback, IEnumerable<string> known)
    {
        var descending = text?.StartsWith('-') == true;
        var key = descending ? text![1..] : text;
        return key is not null && known.Contains(key) ? new ListSort(key, descending) : fallback;
    }

    public override string ToString() => Descending ? "-" + Key : Key;
}
