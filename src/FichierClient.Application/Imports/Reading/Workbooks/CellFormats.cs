using System.Globalization;
using System.Xml;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>The number formats of a workbook's cells by the number that a cell bears (its index in `cellXfs`).</summary>
internal sealed class CellFormats
{
    private readonly List<CellFormat> all = [];

    public static CellFormats None { get; } = new();

    public CellFormat this[int index] => index >= 0 && index < all.Count ? all[index] : CellFormat.General;

    public static async Task<CellFormats> ReadAsync(XmlReader xml)
    {
        var formats = new CellFormats();
        var codes = new Dictionary<int, CellFormat>();
        var ofCells = false;
        while (await xml.ReadAsync())
        {
            if (xml.Starts("numFmt")) codes[Number(xml, "numFmtId")] = CellFormat.Parse(xml.GetAttribute("formatCode") ?? "");
            else if (xml.Starts("cellXfs")) ofCells = !xml.IsEmptyElement;
            else if (xml.Ends("cellXfs")) ofCells = false;
            else if (ofCells && xml.Starts("xf"))
            {
                var id = Number(xml, "numFmtId");
                formats.all.Add(codes.GetValueOrDefault(id) ?? CellFormat.BuiltIn(id));
            }
        }

        return formats;
    }

    private static int Number(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
