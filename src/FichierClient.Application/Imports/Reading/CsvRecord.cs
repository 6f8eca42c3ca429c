namespace FichierClient.Application.Imports.Reading;

/// <summary>One record of a delimited file.</summary>
/// <param name="Line">Physical line on which it starts, from 1: quoted cells may span several.</param>
/// <param name="Cells">Cells as read, without their quotes and NULs, not trimmed.</param>
/// <param name="Problem">Why the record can't be trusted (a sentence), null when it can.</param>
public sealed record CsvRecord(long Line, string[] Cells, string? Problem)
{
    /// <summary>True for an empty line and for a line of separators alone: spreadsheets write hundreds of them.</summary>
    public bool IsBlank => Problem is null && Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);
}
