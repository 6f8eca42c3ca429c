using System.Globalization;
using System.Text;
using System.Xml;

namespace FichierClient.Application.Common.Fichiers;

/// <summary>The XML of an office document, node by node: as a tree it would be many times as large.</summary>
internal sealed class LectureXml(LectureFichier lecture)
{
    /// <summary>Texts that the cells of a workbook share.</summary>
    public const string Partages = "xl/sharedStrings.xml";

    private const int Often = 10_000;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };

    /// <summary>Behind these a word ends: runs of one word are put together again, paragraphs and cells stay apart.</summary>
    private static readonly HashSet<string> Blocks = ["p", "h", "si", "row", "c", "tr", "td", "table-cell", "table-row"];

    private static readonly HashSet<string> Gaps = ["br", "tab", "line-break", "cr"];

    /// <summary>What stands in attributes: a link, a value, who wrote a remark.</summary>
    private static readonly HashSet<string> Told = ["Target", "href", "value", "string-value", "author", "displayName", "title", "descr", "tooltip"];

    private readonly List<string> shared = [];

    public static bool Is(string name) => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the shared texts; they are words too.</summary>
    public void Share(byte[] xml)
    {
        using var reader = XmlReader.Create(new MemoryStream(xml), Settings);
        var (words, isText) = (new StringBuilder(), false);
        void End()
        {
            shared.Add(words.ToString());
            lecture.WriteLine(shared[^1]);
            words.Clear();
        }

        while (Next(reader))
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "t") isText = !reader.IsEmptyElement;
            else if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "t") isText = false;
            else if (reader.LocalName == "si" && (reader.NodeType == XmlNodeType.EndElement || reader.IsEmptyElement)) End();
            else if (isText) words.Append(reader.Value);
        }
    }

    public void Append(string name, byte[] xml)
    {
        using var reader = XmlReader.Create(new MemoryStream(xml), Settings);
        var (sheet, cell, type, beside) = (name.StartsWith("xl/worksheets/", StringComparison.Ordinal), (StringBuilder?)null, (string?)null, new StringBuilder());
        while (Next(reader))
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    // ODF, part 3, 4.4: the content of such a package is encrypted.
                    if (reader.LocalName == "encryption-data") lecture.MarkUnread();
                    if (Gaps.Contains(reader.LocalName)) lecture.Write("\n");
                    else if (reader is { LocalName: "s", Prefix: "text" }) lecture.Write(" ");
                    else if (sheet && reader.LocalName == "c") (type, cell) = (reader.GetAttribute("t"), reader.IsEmptyElement ? null : new StringBuilder());
                    if (sheet && reader is { LocalName: "c", IsEmptyElement: true }) lecture.Write(";");
                    // A formula may be a link; between two cells it would part a name.
                    if (sheet && cell is not null && reader is { LocalName: "f", IsEmptyElement: false }) beside.Append(ReadText(reader)).Append('\n');
                    else Attributes(reader, beside);
                    break;
                case XmlNodeType.EndElement when sheet && reader.LocalName == "c":
                    // A first name and a family name stand in two cells side by side.
                    lecture.Write($"{Cell(cell?.ToString() ?? "", type)};");
                    cell = null;
                    break;
                case XmlNodeType.EndElement when Blocks.Contains(reader.LocalName):
                    lecture.Write("\n");
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    if (cell is null) lecture.Write(reader.Value);
                    else cell.Append(reader.Value);
                    break;
            }
        }

        lecture.WriteLine("");
        lecture.WriteLine(beside.ToString());
    }

    private bool Next(XmlReader reader)
    {
        if (++read % Often == 0) lecture.Bornes.CheckTime();
        return reader.Read();
    }

    private long read;

    /// <summary>Stops at the end of the element.</summary>
    private static string ReadText(XmlReader reader)
    {
        var words = new StringBuilder();
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement) words.Append(reader.Value);
        return words.ToString();
    }

    private static void Attributes(XmlReader reader, StringBuilder beside)
    {
        for (var i = 0; i < reader.AttributeCount; i++)
        {
            reader.MoveToAttribute(i);
            if (Told.Contains(reader.LocalName)) beside.Append(reader.Value).Append('\n');
        }

        reader.MoveToElement();
    }

    private string Cell(string value, string? type) =>
        type == "s" && int.TryParse(value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var index) && index < shared.Count ? shared[index] : value;
}
