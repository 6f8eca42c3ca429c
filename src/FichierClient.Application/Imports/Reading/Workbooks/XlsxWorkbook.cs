using System.Xml;
using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>
/// A workbook in Office Open XML (ECMA-376). Parts are found through their relations, as the standard says: not every program keeps
/// Excel's file names.
/// </summary>
internal sealed class XlsxWorkbook : Workbook
{
    private readonly List<(FeuilleClasseur Feuille, string Part)> sheets = [];
    private CellFormats formats = CellFormats.None;
    private SharedStrings texts = SharedStrings.None;

    private XlsxWorkbook(ZipParts parts) : base(parts)
    {
    }

    public override FormatFichier Format => FormatFichier.Xlsx;

    public override IReadOnlyList<FeuilleClasseur> Feuilles => sheets.ConvertAll(s => s.Feuille);

    /// <summary>The part that holds the workbook, null when the ZIP file is something else.</summary>
    public static async Task<string?> FindAsync(ZipParts parts, CancellationToken cancellation)
    {
        var relations = await PartRelations.ReadAsync(parts, "", cancellation);
        return relations.Of("officeDocument") ?? (parts.Has("xl/workbook.xml") ? "xl/workbook.xml" : null);
    }

    /// <summary>Reads what all sheets share: names, formats, texts. The parts are closed with the workbook.</summary>
    /// <exception cref="UnreadableFileException">It isn't a workbook that can be read; the message says what to do.</exception>
    public static async Task<XlsxWorkbook> OpenAsync(ZipParts parts, string part, CancellationToken cancellation)
    {
        if (part.EndsWith(".bin", StringComparison.OrdinalIgnoreCase)) throw new UnreadableFileException(Texts.Get("Import_classeur_xlsb"));
        var workbook = new XlsxWorkbook(parts);
        var relations = await PartRelations.ReadAsync(parts, part, cancellation);
        await workbook.ReadSheetsAsync(part, relations, cancellation);
        if (await parts.XmlAsync(relations.Of("styles") ?? "", cancellation) is { } styles)
        {
            using (styles) workbook.formats = await CellFormats.ReadAsync(styles);
        }

        if (await parts.XmlAsync(relations.Of("sharedStrings") ?? "", cancellation) is { } shared)
        {
            using (shared) workbook.texts = await SharedStrings.ReadAsync(shared, cancellation);
        }

        return workbook;
    }

    public override async Task<IRecordSource> OpenAsync(FeuilleClasseur feuille, CancellationToken cancellation)
    {
        var part = sheets.Find(s => s.Feuille == feuille).Part;
        await using var whole = await Parts.AgainAsync(part, cancellation);
        var merges = await MergedColumns.ReadAsync(whole, cancellation);
        return new XlsxSheet((await Parts.XmlAsync(part, cancellation))!, texts, formats, Depuis1904, merges);
    }

    public override async Task<IRecordSource> GlanceAsync(FeuilleClasseur feuille, CancellationToken cancellation) =>
        new XlsxSheet((await Parts.XmlAsync(sheets.Find(s => s.Feuille == feuille).Part, cancellation))!, texts, formats, Depuis1904, new MergedColumns());

    private async Task ReadSheetsAsync(string part, PartRelations relations, CancellationToken cancellation)
    {
        using var xml = await Parts.XmlAsync(part, cancellation) ?? throw new UnreadableFileException(Texts.Get("Import_archive"));
        var isWorkbook = false;
        while (await xml.ReadAsync())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "workbook") isWorkbook = true;
            // Excel writes a second element of this name among its extensions.
            else if (xml.LocalName == "workbookPr") Depuis1904 |= xml.Flag("date1904");
            else if (xml.LocalName == "sheet" && relations.Worksheet(xml.Attribute("id")) is { } target && Parts.Has(target))
                sheets.Add((new FeuilleClasseur(xml.GetAttribute("name") ?? target, xml.GetAttribute("state") is "hidden" or "veryHidden"), target));
        }

        // A text document or a presentation has the same kind of relations.
        if (!isWorkbook) throw new UnreadableFileException(Texts.Get("Import_archive"));
    }
}
