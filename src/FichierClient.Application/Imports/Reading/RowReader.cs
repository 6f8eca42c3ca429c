using FichierClient.Application.Common;
namespace FichierClient.Application.Imports.Reading;

/// <summary>A row of the file, with its place.</summary>
/// <param name="Rang">From 0, blank records left out: the same number in preview, run and refused file.</param>
/// <param name="Record">With a problem when its number of cells is wrong.</param>
public sealed record FileRow(long Rang, FileRecord Record);

/// <summary>The rows below the header, each checked for its number of cells, in batches.</summary>
public sealed class RowReader : IDisposable
{
    private readonly IRecordSource source;
    private readonly FileAnalysis file;
    private readonly int usualShort;
    private long rang;

    private RowReader(IRecordSource source, FileAnalysis file)
    {
        this.source = source;
        this.file = file;
        // Some programs write fewer cells than headers on every row: that is their habit, not damage.
        var (width, count) = file.Widths.OrderByDescending(w => w.Value).FirstOrDefault();
        usualShort = count * 2 > file.Rows && width < file.Headers.Count ? width : file.Headers.Count;
    }

    /// <summary>Opens the file below its header; the stream is closed with the reader.</summary>
    public static async Task<RowReader> OpenAsync(FileAnalysis file, Stream stream, CancellationToken cancellationToken)
    {
        var reader = new RowReader(await file.Dialect.OpenAsync(stream, cancellationToken), file);
        await SkipToHeaderAsync(reader.source, file.Dialect, cancellationToken);
        return reader;
    }

    /// <summary>The header record, the first that isn't blank after the dialect's skipped ones; null when there is none.</summary>
    public static async Task<FileRecord?> SkipToHeaderAsync(IRecordSource source, FileDialect dialect, CancellationToken cancellation)
    {
        for (var i = 0; i < dialect.SkippedRecords; i++) await source.ReadAsync(cancellation);
        while (await source.ReadAsync(cancellation) is { } record)
        {
            if (!record.IsBlank) return record;
        }
        return null;
    }

    /// <summary>The next rows, fewer than asked at the end of the file only.</summary>
    public async Task<List<FileRow>> ReadAsync(int count, CancellationToken cancellation)
    {
        var rows = new List<FileRow>(count);
        while (rows.Count < count && await source.ReadAsync(cancellation) is { } record)
        {
            if (!record.IsBlank) rows.Add(new FileRow(rang++, record.Problem is null ? Check(record) : record));
        }
        return rows;
    }

    public void Dispose() => source.Dispose();

    private FileRecord Check(FileRecord record)
    {
        var expected = file.Headers.Count;
        var count = record.Cells.Length;
        if (count == expected || (count < expected && (file.Trimmed || count == usualShort))) return record;
        if (count > expected)
        {
            var cut = record with { Cells = record.Cells[..expected] };
            if (record.Cells.Skip(expected).All(string.IsNullOrWhiteSpace)) return cut;
            // In a text one cell too many shifts the others; in a sheet it is a note beside the table.
            if (file.Dialect.Format != FormatFichier.Texte) return cut with { Remark = record.Remark ?? Texts.Get("Import_hors_colonnes") };
            return record with { Problem = Texts.Get("Import_cellules_de_trop", count, expected) };
        }
        return record with { Problem = Texts.Get("Import_cellules_manquantes", count, expected) };
    }
}
