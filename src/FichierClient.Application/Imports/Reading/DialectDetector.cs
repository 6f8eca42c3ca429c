using System.Text;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading.Fec;
using FichierClient.Application.Imports.Reading.Vcards;

namespace FichierClient.Application.Imports.Reading;

/// <summary>Finds separator and header on the beginning of a file.</summary>
public static class DialectDetector
{
    /// <summary>Records that tell where the header is.</summary>
    public const int SampleRecords = 500;

    private const int SampleChars = 256 * 1024;
    private const int DeepestHeader = 20;

    private static readonly char[] Candidates = [';', '\t', ',', '|'];

    /// <summary>The dialect of a text in a known encoding.</summary>
    public static async Task<FileDialect> DetectAsync(Stream file, Encoding encoding, CancellationToken cancellation)
    {
        using var reader = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true);
        var chars = new char[SampleChars];
        var read = await reader.ReadBlockAsync(chars, cancellation);
        var sample = new string(chars, 0, read);
        if (VcardSource.Begins(sample)) return new FileDialect(encoding.CodePage, null, 0) { Format = FormatFichier.Vcard };
        var declared = Declared(sample);
        FileDialect? best = null;
        var bestScore = -1.0;
        foreach (var separator in declared is { } known ? [known] : Candidates)
        {
            var records = await ReadSampleAsync(sample, separator, read == SampleChars, cancellation);
            var score = Score(records);
            if (score <= bestScore) continue;
            bestScore = score;
            best = new FileDialect(encoding.CodePage, separator, HeaderAt(records, declared is null ? 0 : 1));
            if (best.SkippedRecords < records.Count && FecLayout.Find(records[best.SkippedRecords].Cells) is not null) best = best with { SkippedRecords = 0, Format = FormatFichier.Fec };
        }
        return best!;
    }

    /// <summary>Excel's own first line `sep=;`.</summary>
    private static char? Declared(string sample)
    {
        var line = sample.AsSpan(0, Math.Min(sample.Length, 16)).TrimStart('\uFEFF').TrimStart('"');
        return line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line.Length > 4 && line[4] is not ('\r' or '\n') ? line[4] : null;
    }

    private static async Task<List<FileRecord>> ReadSampleAsync(string sample, char separator, bool cut, CancellationToken cancellation)
    {
        using var tokenizer = new CsvTokenizer(new StringReader(sample), separator);
        var records = new List<FileRecord>();
        while (records.Count < SampleRecords && await tokenizer.ReadAsync(cancellation) is { } record) records.Add(record);
        if (cut && records.Count is > 1 and < SampleRecords) records.RemoveAt(records.Count - 1);
        return records;
    }

    /// <summary>Regular rows of many cells win; a separator that the first line doesn't have is most likely part of the data.</summary>
    private static double Score(List<FileRecord> records)
    {
        var filled = records.Where(r => !r.IsBlank).ToList();
        if (filled.Count == 0) return 0;
        var modal = ModalWidth(filled);
        if (modal == 1) return 0;
        var regular = filled.Count(r => r.Cells.Length == modal && r.Problem is null) / (double)filled.Count;
        return regular * regular * Math.Log(1 + modal) * (filled[0].Cells.Length == 1 ? 0.5 : 1);
    }

    private static int ModalWidth(IEnumerable<FileRecord> records) =>
        records.GroupBy(r => r.Cells.Length).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First().Key;

    /// <summary>Skips blank lines and titles: a title fills one cell where the rows below fill at least three, or two (« mis à jour le ; 12/03/2025 ») where they fill more.</summary>
    public static int HeaderAt(List<FileRecord> records, int from)
    {
        // Of a short list the titles and the note below are as many as its rows: only rows of several cells tell what is usual.
        var usual = records.Skip(from).Where(r => Filled(r) >= 3).GroupBy(Filled).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? 0;
        var index = from;
        while (index < Math.Min(records.Count, DeepestHeader) && (records[index].IsBlank || (usual >= 3 && Filled(records[index]) <= (usual > 3 ? 2 : 1)))) index++;
        if (index >= records.Count || records[index].IsBlank) return from;
        // A preamble of several cells (« Exercice ; 2025 »), or headings in two rows, « Facture | Client | Montants » over « N° | Date | Nom | HT »:
        // the row that names most columns is the heading.
        var last = Math.Min(records.Count, DeepestHeader);
        if (index >= last) return index;
        var best = Enumerable.Range(index, last - index).MaxBy(i => (Known(records[i]), -i));
        return best > index && Known(records[best]) is >= 3 and var below && below > Known(records[index]) && below * 2 >= Filled(records[best]) ? best : index;
    }

    /// <summary>How many cells are headings that mean something here.</summary>
    internal static int Known(FileRecord record) => record.Cells.Count(c => c.Length is > 0 and <= 60 && c.Any(char.IsLetter) && ChampsImport.EstConnu(c.Trim()));

    private static int Filled(FileRecord record) => record.Cells.Count(c => !string.IsNullOrWhiteSpace(c));
}
