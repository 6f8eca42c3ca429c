using System.Security.Cryptography;
using System.Text;
using FichierClient.Application.Common;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Reading;

/// <summary>What a file is, found on all of it before anybody is asked anything.</summary>
/// <param name="Dialect">How it was read.</param>
/// <param name="EncodingName">For the screen.</param>
/// <param name="Headers">Names as in the file, made unique (`Titre (2)`) and never empty (`Colonne 3`).</param>
/// <param name="Rows">Records below the header, blank ones left out.</param>
/// <param name="Blank">Blank records below the header.</param>
/// <param name="Widths">How many records have how many cells.</param>
/// <param name="Columns">One profile a header.</param>
/// <param name="Trimmed">The exporter leaves out the last cells of a row when they are empty: short rows are whole.</param>
/// <param name="Sample">The first rows, for the screen.</param>
public sealed record FileAnalysis(
    CsvDialect Dialect, string EncodingName, IReadOnlyList<string> Headers, long Rows, long Blank,
    IReadOnlyDictionary<int, long> Widths, bool Trimmed, IReadOnlyList<ColumnProfile> Columns, IReadOnlyList<string[]> Sample)
{
    private const int SampleRows = 20;

    /// <summary>A short text may hold a few stray control characters; a binary file has many.</summary>
    private const long MostControls = 32;

    /// <summary>Same columns in the same order: the mapping made for the last file of this kind is proposed again.</summary>
    public string Fingerprint => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Headers.Select(TexteNormalise.Of)))))[..32];

    /// <summary>Reads the file three times (bytes, beginning, rows); throws <see cref="UnreadableFileException"/> when it isn't delimited text.</summary>
    public static async Task<FileAnalysis> RunAsync(Func<Stream> open, CancellationToken cancellation)
    {
        var encoding = await FindEncodingAsync(open, cancellation);
        CsvDialect dialect;
        await using (var beginning = open()) dialect = await DialectDetector.DetectAsync(beginning, encoding, cancellation);
        using var tokenizer = dialect.Open(open());
        var header = await RowReader.SkipToHeaderAsync(tokenizer, dialect, cancellation)
            ?? throw new UnreadableFileException(Texts.Get("Import_fichier_vide"));
        return await ProfileAsync(tokenizer, dialect, encoding, header, cancellation);
    }

    private static async Task<FileAnalysis> ProfileAsync(
        CsvTokenizer tokenizer, CsvDialect dialect, Encoding encoding, CsvRecord header, CancellationToken cancellation)
    {
        long rows = 0, blank = 0, lastCellEmpty = 0;
        var widths = new SortedDictionary<int, long>();
        var columns = header.Cells.Select(_ => new ColumnProfile()).ToList();
        var sample = new List<string[]>();
        while (await tokenizer.ReadAsync(cancellation) is { } record)
        {
            if (record.IsBlank) { blank++; continue; }
            rows++;
            if (record.Problem is not null) continue;
            widths[record.Cells.Length] = widths.GetValueOrDefault(record.Cells.Length) + 1;
            if (string.IsNullOrWhiteSpace(record.Cells[^1])) lastCellEmpty++;
            if (sample.Count < SampleRows) sample.Add(record.Cells);
            for (var i = 0; i < record.Cells.Length && i < columns.Count; i++) columns[i].Add(record.Cells[i]);
        }
        var shortRows = widths.Where(w => w.Key < header.Cells.Length).Sum(w => w.Value);
        var trimmed = lastCellEmpty == 0 && (shortRows * 10 > rows || shortRows == rows) && shortRows > 1;
        return new FileAnalysis(dialect, encoding.WebName, HeaderNames.Of(header.Cells), rows, blank, widths, trimmed, columns, sample);
    }

    private static async Task<Encoding> FindEncodingAsync(Func<Stream> open, CancellationToken cancellation)
    {
        var detector = new EncodingDetector();
        var buffer = new byte[64 * 1024];
        await using var file = open();
        var first = true;
        long total = 0, controls = 0;
        int read;
        while ((read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation)) > 0)
        {
            if (first) RefuseKnownBinary(buffer.AsSpan(0, read));
            first = false;
            total += read;
            foreach (var b in buffer.AsSpan(0, read)) if (b < 32 && b is not (9 or 10 or 13 or 0)) controls++;
            detector.Add(buffer.AsSpan(0, read));
        }
        if (total == 0) throw new UnreadableFileException(Texts.Get("Import_fichier_vide"));
        if (controls > MostControls && controls * 20 > total) throw new UnreadableFileException(Texts.Get("Import_fichier_binaire"));
        return detector.Decide();
    }

    private static void RefuseKnownBinary(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\u0003\u0004"u8))
            throw new UnreadableFileException(Texts.Get("Import_fichier_classeur"));
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            throw new UnreadableFileException(Texts.Get("Import_fichier_xls"));
        if (head.StartsWith("%PDF"u8)) throw new UnreadableFileException(Texts.Get("Import_fichier_pdf"));
    }
}
