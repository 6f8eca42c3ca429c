using FichierClient.Application.Common;
namespace FichierClient.Application.Imports.Reading;

/// <summary>A row of the file, with its place.</summary>
/// <param name="Rang">From 0, blank records left out: the same number in preview, run and refused file.</param>
/// <param name="Record">With a problem when its number of cells is wrong.</param>
public sealed record FileRow(long Rang, CsvRecord Record);

/// <summary>The rows below the header, each checked for its number of cells, in batches.</summary>
public sealed class RowReader : IDisposable
{
    private readonly CsvTokenizer tokenizer;
    private readonly FileAnalysis file;
    private readonly int usualShort;
    private long rang;

    private RowReader(CsvTokenizer tokenizer, FileAnalysis file)
    {
        this.tokenizer = tokenizer;
        this.file = file;
        // Some programs write fewer cells than headers on every row: that is their habit, not damage.
        var (width, count) = file.Widths.OrderByDescending(w => w.Value).FirstOrDefault();
        usualShort = count * 2 > file.Rows && width < file.Headers.Count ? width : file.Headers.Count;
    }

    /// <summary>Opens the file below its header; the stream is closed with the reader.</summary>
    public static async Task<RowReader> OpenAsync(FileAnalysis file, Stream stream, CancellationToken cancellationToken)
    {
        var reader = new RowReader(file.Dialect.Open(stream), file);
        await SkipToHeaderAsync(reader.tokenizer, file.Dialect, cancellationToken);
        return reader;
    }

    /// <summary>The header record, the first that isn't blank after the dialect's skipped ones; null when there is none.</summary>
    public static async Task<CsvRecord?> SkipToHeaderAsync(CsvTokenizer tokenizer, CsvDialect dialect, CancellationToken cancellation)
    {
        for (var i = 0; i < dialect.SkippedRecords; i++) await tokenizer.ReadAsync(cancellation);
        while (await tokenizer.ReadAsync(cancellation) is { } record)
        {
            if (!record.IsBlank) return record;
        }
        return null;
    }

    /// <summary>The next rows, fewer than asked at the end of the file only.</summary>
    public async Task<List<FileRow>> ReadAsync(int count, CancellationToken cancellation)
    {
        var rows = new List<FileRow>(count);
        while (rows.Count < count && await tokenizer.ReadAsync(cancellation) is { } record)
        {
            if (!record.IsBlank) rows.Add(new FileRow(rang++, record.Problem is null ? Check(record) : record));
        }
        return rows;
    }

    public void Dispose() => tokenizer.Dispose();

    private CsvRecord Check(CsvRecord record)
    {
        var expected = file.Headers.Count;
        var count = record.Cells.Length;
        if (count == expected || (count < expected && (file.Trimmed || count == usualShort))) return record;
        if (count > expected)
        {
            if (record.Cells.Skip(expected).All(string.IsNullOrWhiteSpace)) return record with { Cells = record.Cells[..expected] };
            return record with { Problem = Texts.Get("Import_cellules_de_trop", count, expected) };
        }
        return record with { Problem = Texts.Get("Import_cellules_manquantes", count, expected) };
    }
}
