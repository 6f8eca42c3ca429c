using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using UglyToad.PdfPig;

namespace FichierClient.Application.Common.Fichiers;

/// <summary>
/// The words of a document that somebody attached or handed in: PDF, Word, Excel, OpenDocument, archives of those, texts. A picture has none; what is encrypted, damaged or too
/// large can't be read, which is told and not passed over.
/// </summary>
public static partial class TexteFichier
{
    /// <summary>Archives within archives; deeper ones aren't opened.</summary>
    private const int Deepest = 4;

    /// <summary>What a document may unpack to: more isn't read to its end.</summary>
    private const long Largest = 200L * 1024 * 1024;

    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private static readonly byte[][] Pictures = [[0x89, (byte)'P', (byte)'N', (byte)'G'], [0xFF, 0xD8, 0xFF], "GIF8"u8.ToArray(), "BM"u8.ToArray(), "II*\0"u8.ToArray(), "MM\0*"u8.ToArray()];

    /// <param name="octets">The document.</param>
    /// <returns>Its words; null: it can't be read.</returns>
    public static string? Read(byte[] octets)
    {
        try
        {
            var (text, left) = (new StringBuilder(), Largest);
            Append(text, octets, 0, ref left);
            return text.ToString();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever a damaged document makes its readers throw.
            return null;
        }
    }

    private static void Append(StringBuilder text, byte[] octets, int depth, ref long left)
    {
        if (depth > Deepest || (left -= octets.Length) < 0) throw new InvalidDataException("Too much to be read.");
        if (octets.AsSpan().StartsWith("%PDF"u8)) AppendPdf(text, octets);
        else if (octets.AsSpan().StartsWith("PK\x03\x04"u8) || octets.AsSpan().StartsWith("PK\x05\x06"u8)) AppendZip(text, octets, depth, ref left);
        else if (!Array.Exists(Pictures, p => octets.AsSpan().StartsWith(p))) AppendText(text, octets);
    }

    private static void AppendPdf(StringBuilder text, byte[] octets)
    {
        using var document = PdfDocument.Open(octets);
        foreach (var page in document.GetPages())
        {
            text.AppendJoin(' ', page.GetWords().Select(w => w.Text)).Append('\n');
            foreach (var link in page.GetHyperlinks()) text.Append(link.Uri).Append('\n');
        }

        var about = document.Information;
        text.AppendJoin('\n', about.Title, about.Author, about.Subject, about.Keywords).Append('\n');
    }

    private static void AppendZip(StringBuilder text, byte[] octets, int depth, ref long left)
    {
        using var zip = new ZipArchive(new MemoryStream(octets), ZipArchiveMode.Read);
        var shared = Shared(zip, ref left);
        foreach (var entry in zip.Entries.Where(e => e.Name.Length > 0))
        {
            text.Append(entry.FullName).Append('\n');
            var content = Unpack(entry, ref left);
            if (entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && entry.Name.EndsWith(".xml", StringComparison.Ordinal)) AppendRows(text, content, shared);
            if (IsXml(entry.Name)) AppendMarkup(text, Encoding.UTF8.GetString(content));
            else Append(text, content, depth + 1, ref left);
        }
    }

    private static byte[] Unpack(ZipArchiveEntry entry, ref long left)
    {
        if (entry.Length > left) throw new InvalidDataException("Too much to be read.");
        using var content = entry.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        left -= copy.Length;
        return copy.ToArray();
    }

    private static bool IsXml(string name) => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    /// <summary>Texts that the cells of a workbook share.</summary>
    private static List<string> Shared(ZipArchive zip, ref long left) => zip.GetEntry("xl/sharedStrings.xml") is not { } entry ? []
        : [.. Parse(Unpack(entry, ref left)).Descendants().Where(e => e.Name.LocalName == "si").Select(e => string.Concat(e.Descendants().Where(t => t.Name.LocalName == "t").Select(t => t.Value)))];

    /// <summary>A first name and a family name stand in two cells side by side.</summary>
    private static void AppendRows(StringBuilder text, byte[] sheet, List<string> shared)
    {
        foreach (var row in Parse(sheet).Descendants().Where(e => e.Name.LocalName == "row"))
            text.AppendJoin(';', row.Elements().Select(c => Cell(c, shared))).Append('\n');
    }

    private static string Cell(XElement cell, List<string> shared)
    {
        var value = string.Concat(cell.Descendants().Where(e => e.Name.LocalName is "v" or "t").Select(e => e.Value));
        return (string?)cell.Attribute("t") == "s" && int.TryParse(value, System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var index) && index >= 0 && index < shared.Count ? shared[index] : value;
    }

    private static XDocument Parse(byte[] xml)
    {
        using var reader = System.Xml.XmlReader.Create(new MemoryStream(xml), new System.Xml.XmlReaderSettings { DtdProcessing = System.Xml.DtdProcessing.Prohibit });
        return XDocument.Load(reader);
    }

    /// <summary>Runs of one word are put together again, paragraphs and cells stay apart; what stands in attributes (a link) is kept.</summary>
    private static void AppendMarkup(StringBuilder text, string markup)
    {
        text.Append(WebUtility.HtmlDecode(Tag().Replace(Break().Replace(markup, "\n"), ""))).Append('\n');
        foreach (Match attribute in Attribute().Matches(markup)) text.Append(WebUtility.HtmlDecode(attribute.Groups[1].Value)).Append('\n');
    }

    private static void AppendText(StringBuilder text, byte[] octets)
    {
        if (octets is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) text.Append((octets[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(octets, 2, octets.Length - 2)).Append('\n');
        try
        {
            text.Append(Strict.GetString(octets)).Append('\n');
        }
        catch (DecoderFallbackException)
        {
            // Windows' own letters, and the older Office files, which write a text in one or two bytes a letter.
            text.Append(Imports.Reading.EncodingDetector.Get(Imports.Reading.SingleByteDetector.Windows).GetString(octets)).Append('\n').Append(Encoding.Unicode.GetString(octets)).Append('\n');
        }
    }

    [GeneratedRegex(@"</(?:\w+:)?(?:p|h|si|row|c|tr|td|table-cell|table-row)>|<(?:\w+:)?(?:br|tab|line-break|cr)\b[^>]*>", RegexOptions.None, 10_000)]
    private static partial Regex Break();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 10_000)]
    private static partial Regex Tag();

    [GeneratedRegex("(?:Target|href|value|string-value)=\"([^\"]+)\"", RegexOptions.None, 10_000)]
    private static partial Regex Attribute();
}
