namespace FichierClient.Application.Imports.Reading;

/// <summary>One record of a file: a line of a text, a row of a sheet, a card.</summary>
/// <param name="Line">Physical line on which it starts, from 1 (quoted cells may span several), or the row's number in its sheet.</param>
/// <param name="Cells">Cells as read, without their quotes and NULs, not trimmed; blank ones at the end may be missing in a sheet.</param>
/// <param name="Problem">Why the record can't be trusted (a sentence), null when it can.</param>
public sealed record FileRecord(long Line, string[] Cells, string? Problem)
{
    /// <summary>Cells that the file itself holds as numbers: digits with a decimal point, never to be read another way. Null: none.</summary>
    public bool[]? Numbers { get; init; }

    /// <summary>Columns whose cell belongs to a merged one of a row above. Null: none.</summary>
    public IReadOnlySet<int>? Merged { get; init; }

    /// <summary>The spreadsheet doesn't show this row (hidden, filtered out).</summary>
    public bool IsHidden { get; init; }

    /// <summary>What was read in a way that its sender should know (a sentence without data), null mostly.</summary>
    public string? Remark { get; init; }

    /// <summary>Nothing.</summary>
    public static FileRecord Vide { get; } = new(0, [], null);

    /// <summary>True for an empty line and for a line of separators alone: spreadsheets write hundreds of them.</summary>
    public bool IsBlank => Problem is null && Array.TrueForAll(Cells, c => string.IsNullOrWhiteSpace(c) || c == EndOfFile);

    /// <summary>What programs of DOS write behind the last line.</summary>
    private const string EndOfFile = "\u001A";

    /// <summary>Whether the cell of a column is a number of the file itself.</summary>
    public bool IsNumber(int column) => Numbers is not null && column < Numbers.Length && Numbers[column];
}
