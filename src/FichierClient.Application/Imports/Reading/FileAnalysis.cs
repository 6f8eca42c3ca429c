using System.Security.Cryptography;
using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading.Fec;
using FichierClient.Application.Imports.Reading.Workbooks;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Reading;

/// <summary>What a file is, found on all of it before anybody is asked anything.</summary>
/// <param name="Dialect">How it was read.</param>
/// <param name="EncodingName">For the screen: a text's encoding, else the format.</param>
/// <param name="Headers">Names as in the file, made unique (`Titre (2)`) and never empty (`Colonne 3`).</param>
/// <param name="Rows">Records below the header, blank ones left out.</param>
/// <param name="Blank">Blank records below the header.</param>
/// <param name="Widths">How many records have how many cells.</param>
/// <param name="Columns">One profile a header.</param>
/// <param name="Trimmed">The exporter leaves out the last cells of a row when they are empty: short rows are whole.</param>
/// <param name="Sample">The first rows, for the screen.</param>
public sealed record FileAnalysis(
    FileDialect Dialect, string EncodingName, IReadOnlyList<string> Headers, long Rows, long Blank,
    IReadOnlyDictionary<int, long> Widths, bool Trimmed, IReadOnlyList<ColumnProfile> Columns, IReadOnlyList<string[]> Sample)
{
    private const int SampleRows = 20;

    /// <summary>A short text may hold a few stray control characters; a binary file has many.</summary>
    private const long MostControls = 32;

    /// <summary>The sheets of a workbook, for another choice; none in other files and in analyses older than workbooks.</summary>
    public IReadOnlyList<FeuilleClasseur> Feuilles { get; init; } = [];

    /// <summary>Rows among <see cref="Rows"/> that the spreadsheet doesn't show: they are read like the others, and said.</summary>
    public long Masquees { get; init; }

    /// <summary>What the words of a column show on all rows.</summary>
    internal FaitsColonne FaitsDe(int column) =>
        column < Columns.Count && Columns[column].Faits is { EstActuel: true } faits ? faits : FaitsColonne.Of(Sample.Where(r => column < r.Length).Select(r => r[column]));

    /// <summary>The words of a column: on all rows where they are a short list of words that recur, else those of the first rows.</summary>
    internal MotsColonne MotsDe(int column) => FaitsDe(column).MotsRecurrents is { } recurring ? new(recurring) : MotsColonne.Of(Sample.Where(r => column < r.Length).Select(r => r[column]));

    /// <summary>What each pair of an amount and its tax shows on all rows; none in analyses older than these facts.</summary>
    public IReadOnlyList<FaitsTaxe> Taxes { get; init; } = [];

    /// <summary>The same of any two columns: of the first rows, where it wasn't counted on all.</summary>
    internal FaitsTaxe TaxeDe(int montant, int taxe)
    {
        if (Taxes.FirstOrDefault(t => t.Montant == montant && t.Taxe == taxe) is { } known) return known;
        var faits = new FaitsTaxe { Montant = montant, Taxe = taxe };
        foreach (var row in Sample) faits.Add(row);
        return faits;
    }

    /// <summary>Same columns in the same order: the mapping made for the last file of this kind is proposed again.</summary>
    public string Fingerprint => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Headers.Select(TexteNormalise.Of)))))[..32];

    /// <summary>Finds what the file is, then reads all of it.</summary>
    /// <param name="open">Opens the file anew at each call, seekable.</param>
    /// <param name="feuille">The sheet of a workbook; null: the first visible one with rows.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UnreadableFileException">It can't be read; the message says what to do.</exception>
    public static async Task<FileAnalysis> RunAsync(Func<Stream> open, string? feuille, CancellationToken cancellation)
    {
        byte[] head;
        await using (var beginning = open())
        {
            head = await KnownFiles.HeadAsync(beginning, cancellation);
            if (OleFile.Is(head)) throw await OleFile.RefusalAsync(head, beginning, cancellation);
        }

        if (KnownFiles.IsZip(head))
            return await WorkbookAnalysis.RunAsync(open(), feuille, (rows, dialect, header) => ProfileAsync(rows, dialect, dialect.Format.ToString(), header, cancellation), cancellation);
        KnownFiles.Refuse(head);
        return await RunTextAsync(open, cancellation);
    }

    /// <summary>Reads the same file with its months turned into rows, or as it is again.</summary>
    /// <param name="open">Opens the file anew at each call.</param>
    /// <param name="tourne">One row a month.</param>
    /// <param name="annee">Of months whose heading says none.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<FileAnalysis> TurnAsync(Func<Stream> open, bool tourne, int? annee, CancellationToken cancellation)
    {
        var dialect = Dialect with { Tourne = tourne, AnneeDesMois = tourne ? annee : null };
        using var rows = await dialect.OpenAsync(open(), cancellation);
        var header = await RowReader.SkipToHeaderAsync(rows, dialect, cancellation) ?? throw new UnreadableFileException(Texts.Get("Import_fichier_vide"));
        return await ProfileAsync(rows, dialect, EncodingName, header, cancellation) with { Feuilles = Feuilles };
    }

    /// <summary>Reads the text three times: bytes, beginning, rows.</summary>
    private static async Task<FileAnalysis> RunTextAsync(Func<Stream> open, CancellationToken cancellation)
    {
        var encoding = await FindEncodingAsync(open, cancellation);
        FileDialect dialect;
        await using (var beginning = open()) dialect = await DialectDetector.DetectAsync(beginning, encoding, cancellation);
        using var rows = await dialect.OpenAsync(open(), cancellation);
        var header = await RowReader.SkipToHeaderAsync(rows, dialect, cancellation)
            ?? throw new UnreadableFileException(Texts.Get("Import_fichier_vide"));
        return await ProfileAsync(rows, dialect, dialect.Format == FormatFichier.Texte ? encoding.WebName : dialect.Format.ToString(), header, cancellation);
    }

    private static async Task<FileAnalysis> ProfileAsync(
        IRecordSource source, FileDialect dialect, string encodingName, FileRecord header, CancellationToken cancellation)
    {
        long rows = 0, blank = 0, lastCellEmpty = 0, hidden = 0;
        var widths = new SortedDictionary<int, long>();
        var columns = header.Cells.Select(_ => new ColumnProfile()).ToList();
        var sample = new List<string[]>();
        var headers = HeaderNames.Of(header.Cells);
        var taxes = FaitsTaxe.For(headers);
        while (await source.ReadAsync(cancellation) is { } record)
        {
            if (record.IsBlank) { blank++; continue; }
            rows++;
            if (record.IsHidden) hidden++;
            if (record.Problem is not null) continue;
            widths[record.Cells.Length] = widths.GetValueOrDefault(record.Cells.Length) + 1;
            if (string.IsNullOrWhiteSpace(record.Cells[^1])) lastCellEmpty++;
            if (sample.Count < SampleRows) sample.Add(record.Cells);
            for (var i = 0; i < record.Cells.Length && i < columns.Count; i++) columns[i].Add(record.Cells[i], record.IsNumber(i));
            foreach (var taxe in taxes) taxe.Add(record.Cells);
        }
        for (var i = 0; i < columns.Count; i++) if (!MotsColonne.AreRead(headers[i])) columns[i].Faits?.ForgetWords();
        // Entries are there, only none of them is a vente: that is said elsewhere.
        if (rows == 0 && source is FecSource { IsEmpty: true }) throw new UnreadableFileException(Texts.Get("Import_sans_ligne"));
        var shortRows = widths.Where(w => w.Key < header.Cells.Length).Sum(w => w.Value);
        var trimmed = dialect.Format != FormatFichier.Texte || lastCellEmpty == 0 && (shortRows * 10 > rows || shortRows == rows) && shortRows > 1;
        return new FileAnalysis(dialect, encodingName, headers, rows, blank, widths, trimmed, columns, sample) { Masquees = hidden, Taxes = taxes };
    }

    private static async Task<Encoding> FindEncodingAsync(Func<Stream> open, CancellationToken cancellation)
    {
        var detector = new EncodingDetector();
        var buffer = new byte[64 * 1024];
        await using var file = open();
        long total = 0, controls = 0;
        int read;
        while ((read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation)) > 0)
        {
            total += read;
            foreach (var b in buffer.AsSpan(0, read)) if (b < 32 && b is not (9 or 10 or 13 or 0)) controls++;
            detector.Add(buffer.AsSpan(0, read));
        }
        if (controls > MostControls && controls * 20 > total) throw new UnreadableFileException(Texts.Get("Import_fichier_binaire"));
        return detector.Decide();
    }
}
