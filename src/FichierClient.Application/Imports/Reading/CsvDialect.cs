using System.Text;

namespace FichierClient.Application.Imports.Reading;

/// <summary>How a file must be read: found by <see cref="DialectDetector"/>, kept with the import so that each later reading is the same.</summary>
/// <param name="CodePage">.NET's number of the encoding.</param>
/// <param name="Separator">Between cells.</param>
/// <param name="SkippedRecords">Records above the header: a `sep=` line, blank lines, a title.</param>
public sealed record CsvDialect(int CodePage, char Separator, int SkippedRecords)
{
    /// <summary>Cuts the file into records; the stream is closed with the tokenizer.</summary>
    public CsvTokenizer Open(Stream file)
    {
        // The provider is registered there; StreamReader drops the byte order mark of the same encoding by itself.
        var encoding = CodePage == 1252 ? EncodingDetector.Windows1252 : Encoding.GetEncoding(CodePage);
        return new CsvTokenizer(new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024), Separator);
    }
}
