using FichierClient.Application.Imports.Reading.Fec;
using FichierClient.Application.Imports.Reading.Vcards;
using FichierClient.Application.Imports.Reading.Workbooks;

namespace FichierClient.Application.Imports.Reading;

/// <summary>How a file must be read, kept with the import so that each later reading is the same.</summary>
/// <param name="CodePage">.NET's number of a text's encoding; 0 for a workbook.</param>
/// <param name="Separator">Between the cells of a text, null when the file isn't one.</param>
/// <param name="SkippedRecords">Records above the header: a `sep=` line, blank lines, a title.</param>
public sealed record FileDialect(int CodePage, char? Separator, int SkippedRecords)
{
    /// <summary>Imports that were analysed before workbooks could be read have no format: they are texts.</summary>
    public FormatFichier Format { get; init; }

    /// <summary>The sheet's name in a workbook.</summary>
    public string? Feuille { get; init; }

    /// <summary>Excel's older calendar: day numbers begin on 1 January 1904.</summary>
    public bool Depuis1904 { get; init; }

    /// <summary>Its months stand in columns, and each becomes a row (<see cref="TableTournee"/>).</summary>
    public bool Tourne { get; init; }

    /// <summary>The year of months whose heading says none.</summary>
    public int? AnneeDesMois { get; init; }

    /// <summary>Cuts the file into records; the stream is closed with them.</summary>
    /// <exception cref="UnreadableFileException">The workbook is damaged, or has no such sheet.</exception>
    public async Task<IRecordSource> OpenAsync(Stream file, CancellationToken cancellation) =>
        Tourne ? new TableTournee(await OpenAsItIsAsync(file, cancellation), SkippedRecords, AnneeDesMois) : await OpenAsItIsAsync(file, cancellation);

    private async Task<IRecordSource> OpenAsItIsAsync(Stream file, CancellationToken cancellation) => Format switch
    {
        FormatFichier.Xlsx or FormatFichier.Ods => await SheetSource.OpenAsync(file, Feuille!, cancellation),
        FormatFichier.Fec => new FecSource(new CsvTokenizer(Text(file), Separator!.Value)),
        FormatFichier.Vcard => new VcardSource(Text(file)),
        _ => new CsvTokenizer(Text(file), Separator!.Value),
    };

    // Old code pages are registered there; StreamReader drops the byte order mark of the same encoding by itself.
    private StreamReader Text(Stream file) => new(
        file, EncodingDetector.Get(CodePage), detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);
}
