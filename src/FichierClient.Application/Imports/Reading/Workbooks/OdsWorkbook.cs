using System.Xml;
using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>A workbook in OpenDocument (OASIS ODF 1.3, part 3). All its sheets are in one part, in the order of their tabs.</summary>
internal sealed class OdsWorkbook : Workbook
{
    private const string Content = "content.xml", Manifest = "META-INF/manifest.xml";

    private readonly List<FeuilleClasseur> sheets = [];

    private OdsWorkbook(ZipParts parts) : base(parts)
    {
    }

    public override FormatFichier Format => FormatFichier.Ods;

    public override IReadOnlyList<FeuilleClasseur> Feuilles => sheets;

    /// <summary>Whether a ZIP file may be a document of this kind; its `mimetype` is missing in some.</summary>
    public static bool MayBe(ZipParts parts) => parts.Has(Content) || parts.Has("encrypted-package");

    /// <summary>Reads through the part once, for the names of its sheets. The parts are closed with the workbook.</summary>
    /// <exception cref="UnreadableFileException">It is encrypted, or a document of another kind.</exception>
    public static async Task<OdsWorkbook> OpenAsync(ZipParts parts, CancellationToken cancellation)
    {
        if (!parts.Has(Content) || await IsEncryptedAsync(parts, cancellation)) throw new UnreadableFileException(Texts.Get("Import_classeur_protege"));
        var workbook = new OdsWorkbook(parts);
        using var xml = (await parts.XmlAsync(Content, cancellation))!;
        if (!await workbook.ReadSheetsAsync(xml, cancellation)) throw new UnreadableFileException(Texts.Get("Import_archive"));
        return workbook;
    }

    public override async Task<IRecordSource> OpenAsync(FeuilleClasseur feuille, CancellationToken cancellation) =>
        new OdsSheet((await Parts.XmlAsync(Content, cancellation))!, sheets.IndexOf(feuille));

    /// <summary>False: there is no spreadsheet in it.</summary>
    private async Task<bool> ReadSheetsAsync(XmlReader xml, CancellationToken cancellation)
    {
        var hidden = new HashSet<string>();
        var (found, style) = (false, "");
        while (await xml.ReadAsync())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "style") style = xml.Attribute("name") ?? "";
            else if (xml.LocalName == "table-properties" && xml.Attribute("display") == "false") hidden.Add(style);
            else if (xml.LocalName == "spreadsheet") found = true;
            else if (xml.LocalName == "null-date") Depuis1904 = xml.Attribute("date-value")?.StartsWith("1904", StringComparison.Ordinal) == true;
            else if (found && xml.LocalName == "table")
            {
                sheets.Add(new FeuilleClasseur(xml.Attribute("name") ?? "", hidden.Contains(xml.Attribute("style-name") ?? "")));
                await OdsSheet.PassAsync(xml, cancellation);
            }
        }

        return found;
    }

    private static async Task<bool> IsEncryptedAsync(ZipParts parts, CancellationToken cancellation)
    {
        using var xml = await parts.XmlAsync(Manifest, cancellation);
        while (xml is not null && await xml.ReadAsync())
        {
            if (xml.Starts("encryption-data")) return true;
        }

        return false;
    }
}
