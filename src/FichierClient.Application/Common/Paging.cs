namespace FichierClient.Application.Common;

/// <summary>How a page is reached. Lists have no offsets: a page starts after or before a row, at an end, or from a value.</summary>
public enum PageMove
{
    First,
    After,
    Before,
    Last,
    From,
}

/// <summary>
/// A place in a sorted list that the address bar holds: a move and, except at the ends, the sort key of a row (as text)
/// with its id. It isn't secret and isn't trusted: a made-up one only shows another page of the same list.
/// </summary>
public sealed record PageCursor(PageMove Move, string Key = "", Guid Id = default)
{
    public static readonly PageCursor First = new(PageMove.First);
    public static readonly PageCursor Last = new(PageMove.Last);

    /// <summary>True when rows are read backwards: then the page is turned round before it is shown.</summary>
    public bool Backwards => Move is PageMove.Before or PageMove.Last;

    /// <summary>The first page when the text is absent or isn't a cursor.</summary>
    public static PageCursor Parse(string? text)
    {
        if (text == "fin") return Last;
        var parts = text?.Split('~', 3) ?? [];
        return parts switch
        {
            ["apres", var id, var key] when Guid.TryParseExact(id, "N", out var after) => new PageCursor(PageMove.After, key, after),
            ["avant", var id, var key] when Guid.TryParseExact(id, "N", out var before) => new PageCursor(PageMove.Before, key, before),
            ["de", var key] => new PageCursor(PageMove.From, key),
            ["de", var key, var rest] => new PageCursor(PageMove.From, key + "~" + rest),
            _ => First,
        };
    }

    /// <summary>The text of the address; null for the first page, which needs none.</summary>
    public override string? ToString() => Move switch
    {
        PageMove.Last => "fin",
        PageMove.After => $"apres~{Id:N}~{Key}",
        PageMove.Before => $"avant~{Id:N}~{Key}",
        PageMove.From => $"de~{Key}",
        _ => null,
    };
}

/// <summary>Which page of a list, in which order.</summary>
public sealed record PageRequest(string Sort, bool Descending, PageCursor Cursor, int Size = PageRequest.DefaultSize)
{
    public const int DefaultSize = 50;
}

/// <summary>A page of rows; a null cursor means that there is nothing on that side.</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, PageCursor? Previous, PageCursor? Next);

public static class Page
{
    /// <summary>
    /// Makes a page of rows that were read one more than asked, in reading direction (backwards when the cursor is).
    /// <paramref name="cursorOf"/> gives the key and id of a row.
    /// </summary>
    public static Page<T> Of<T>(List<T> read, PageRequest request, Func<T, (string Key, Guid Id)> cursorOf)
    {
        var more = read.Count > request.Size;
        if (more) read.RemoveAt(read.Count - 1);
        var backwards = request.Cursor.Backwards;
        if (backwards) read.Reverse();
        // What lies behind the place that one came from is known to exist, except at the ends.
        var hasPrevious = backwards ? more : request.Cursor.Move is PageMove.After or PageMove.From;
        var hasNext = backwards ? request.Cursor.Move == PageMove.Before : more;
        return new Page<T>(
            read,
            hasPrevious && read.Count > 0 ? Cursor(PageMove.Before, cursorOf(read[0])) : null,
            hasNext && read.Count > 0 ? Cursor(PageMove.After, cursorOf(read[^1])) : null);
    }

    private static PageCursor Cursor(PageMove move, (string Key, Guid Id) place) => new(move, place.Key, place.Id);
}

/// <summary>How many rows a list has, counted up to a cap: beyond it, "1 000+" until the exact number is asked for.</summary>
public readonly record struct RowCount(int Value, bool IsExact)
{
    public const int Cap = 1000;
}
