using Microsoft.AspNetCore.Components;

namespace FichierClient.Web.Common.Lists;

/// <summary>Where a column goes on a phone, where a row is a block of two lines.</summary>
public enum PhonePlace
{
    Hidden,
    Title,
    Below,
    Right,
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

    /// <summary>CSS width, such as <c>30%</c> or <c>96px</c>; null shares what is left.</summary>
    public string? Width { get; init; }
}
