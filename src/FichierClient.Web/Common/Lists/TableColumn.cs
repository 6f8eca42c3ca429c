using Microsoft.AspNetCore.Components;

namespace FichierClient.Web.Common.Lists;

/// <summary>Where a column goes on a phone, where a row is a block of two lines; more when the list is about a column that stands in neither.</summary>
public enum PhonePlace
{
    Hidden,
    Title,
    Below,
    Right,

    /// <summary>Below what stands on the right.</summary>
    RightBelow,

    /// <summary>A line of its own, with its title.</summary>
    More,
}

/// <summary>A column of a list.</summary>
/// <param name="Key">Stable name, kept in the member's choice of columns.</param>
/// <param name="Title">As shown.</param>
/// <param name="Cell">What a row shows.</param>
public sealed record TableColumn<TRow>(string Key, string Title, RenderFragment<TRow> Cell)
{
    /// <summary>Value of the sort in the address; null when the column can't be sorted.</summary>
    public string? Sort { get; init; }

    /// <summary>The first click sorts from high to low: amounts and dates.</summary>
    public bool DescendingFirst { get; init; }

    /// <summary>Right-aligned, tabular.</summary>
    public bool Numeric { get; init; }

    /// <summary>Can't be taken away.</summary>
    public bool Always { get; init; }

    /// <summary>Shown until the member chooses.</summary>
    public bool Default { get; init; } = true;

    public PhonePlace Phone { get; init; }

    /// <summary>Its filter's key in the address, where that isn't <see cref="TableColumn{TRow}.Key"/>.</summary>
    public string? Filter { get; init; }

    /// <summary>Its filter chooses among words: with one of them, all rows say the same.</summary>
    public bool OneChoice { get; init; }

    /// <summary>Where it goes on a phone in this list: what the rows are sorted by, or limited to a range of, is shown, or the order would be a riddle.</summary>
    /// <param name="sort">The list's sort.</param>
    /// <param name="state">The address.</param>
    /// <param name="rightIsFree">No column has <see cref="PhonePlace.RightBelow"/> for good.</param>
    public PhonePlace PhoneIn(string sort, QueryState state, bool rightIsFree) => Phone switch
    {
        not PhonePlace.Hidden => Phone,
        _ when Sort is not null && Sort == sort => rightIsFree ? PhonePlace.RightBelow : PhonePlace.More,
        // One choice is the same in all rows, and its chip says it.
        _ when state.All(Filter ?? Key) is { Count: > 0 } values && (values.Count > 1 || !(OneChoice || Guid.TryParse(values[0], out _))) => PhonePlace.More,
        _ => PhonePlace.Hidden,
    };

    /// <summary>CSS width, such as <c>30%</c> or <c>96px</c>; null shares what is left.</summary>
    public string? Width { get; init; }
}
