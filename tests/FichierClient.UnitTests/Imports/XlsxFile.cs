using System.IO.Compression;
using System.Text;

namespace FichierClient.UnitTests.Imports;

/// <summary>A small workbook, part by part, so that a test can write what no well-behaved program would.</summary>
internal sealed class XlsxFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<(string Name, string State, string Rows)> sheets = [];

    public bool Depuis1904 { get; init; }

    /// <summary>Backslashes in the names of parts, as some Windows programs write them.</summary>
    public bool Backslashes { get; init; }

    public string SharedStrings { get; init; } = "";

    /// <summary>Codes of number formats: cells bear 1 for the first.</summary>
    public string[] Formats { get; init; } = [];

    /// <summary>Before the shared texts.</summary>
    public string Prolog { get; init; } = "";

    /// <summary>How much space follows the shared texts.</summary>
    public int Megabytes { get; init; }

    /// <summary>Merged cells of each sheet, such as A2:A4.</summary>
    public string[] Merges { get; init; } = [];

    public Encoding Encoding { get; init; } = new UTF8Encoding(false);

    public XlsxFile Sheet(string name, string rows, string state = "visible")
    {
        sheets.Add((name, state, rows));
        return this;
    }

    public byte[] ToBytes()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "_rels/.rels", $"<Relationships><Relationship Id='r1' Type='{Rel}/officeDocument' Target='/xl/workbook.xml'/></Relationships>");
            Add(zip, "xl/workbook.xml", $"<workbook xmlns='{Main}' xmlns:r='{Rel}'><workbookPr{(Depuis1904 ? " date1904='1'" : "")}/><sheets>"
                + string.Concat(sheets.Select((s, i) => $"<sheet name='{s.Name}' sheetId='{i + 1}' state='{s.State}' r:id='s{i}'/>")) + "</sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", "<Relationships>" + string.Concat(sheets.Select((_, i) => $"<Relationship Id='s{i}' Type='{Rel}/worksheet' Target='worksheets/s{i}.xml'/>"))
                + $"<Relationship Id='st' Type='{Rel}/styles' Target='styles.xml'/><Relationship Id='ss' Type='{Rel}/sharedStrings' Target='../xl/texts.xml'/></Relationships>");
            Add(zip, "xl/styles.xml", "<styleSheet><numFmts>" + string.Concat(Formats.Select((code, i) => $"<numFmt numFmtId='{200 + i}' formatCode='{code}'/>"))
                + "</numFmts><cellXfs><xf numFmtId='0'/>" + string.Concat(Formats.Select((_, i) => $"<xf numFmtId='{200 + i}'/>")) + "<xf numFmtId='14'/></cellXfs></styleSheet>");
            Add(zip, "xl/texts.xml", $"{Prolog}<sst>{SharedStrings}</sst>", Megabytes);
            for (var i = 0; i < sheets.Count; i++) Add(zip, $"xl/worksheets/s{i}.xml", $"<x:worksheet xmlns:x='{Main}'><x:sheetData>{sheets[i].Rows.Replace("</", "</x:", StringComparison.Ordinal).Replace("<", "<x:", StringComparison.Ordinal).Replace("<x:/x:", "</x:", StringComparison.Ordinal)}</x:sheetData>{(Merges.Length == 0 ? "" : $"<x:mergeCells>{string.Concat(Merges.Select(m => $"<x:mergeCell ref='{m}'/>"))}</x:mergeCells>")}</x:worksheet>");
        }

        return file.ToArray();
    }

    private void Add(ZipArchive zip, string name, string xml, int megabytes = 0)
    {
        using var part = zip.CreateEntry(Backslashes ? name.Replace('/', '\\') : name).Open();
        part.Write([.. Encoding.GetPreamble(), .. Encoding.GetBytes(xml)]);
        var blank = new byte[1 << 20];
        Array.Fill(blank, (byte)' ');
        for (var i = 0; i < megabytes; i++) part.Write(blank);
    }
}
