using System.Globalization;
using System.Xml;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>The rows of one sheet while its part streams (ECMA-376, part 1, 18.3.1). Rows and cells may lack their places: then they follow each other.</summary>
internal sealed class XlsxSheet(XmlReader xml, SharedStrings texts, CellFormats formats, bool depuis1904, MergedColumns merges) : IRecordSource
{
    private readonly SheetRow row = new();
    private readonly CellText text = new();
    private long line;
    private bool inData, ended;

    /// <inheritdoc />
    public async ValueTask<FileRecord?> ReadAsync(CancellationToken cancellation)
    {
        while (!ended && await xml.ReadAsync())
        {
            if (xml.Starts("sheetData")) (inData, ended) = (true, xml.IsEmptyElement);
            else if (inData && xml.Starts("row"))
            {
                cancellation.ThrowIfCancellationRequested();
                return await ReadRowAsync();
            }
            else if (xml.Ends("sheetData")) ended = true;
        }

        ended = true;
        return null;
    }

    public void Dispose() => xml.Dispose();

    private async Task<FileRecord> ReadRowAsync()
    {
        line = long.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : line + 1;
        var hidden = xml.Flag("hidden");
        if (xml.IsEmptyElement) return row.Take(line, hidden);
        var (depth, column) = (xml.Depth, -1);
        while (await xml.ReadAsync() && xml.Depth > depth)
        {
            if (!xml.Starts("c")) continue;
            column = ColumnOf(xml.GetAttribute("r")) ?? column + 1;
            if (!xml.IsEmptyElement) await ReadCellAsync(column);
        }

        merges.Fill(line, row);
        return row.Take(line, hidden);
    }

    private async Task ReadCellAsync(int column)
    {
        var type = xml.GetAttribute("t");
        var format = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style) ? formats[style] : formats[0];
        var (depth, inValue, isFormula) = (xml.Depth, false, false);
        text.Clear();
        while (await xml.ReadAsync() && xml.Depth > depth)
        {
            if (xml.Starts("is")) await SharedStrings.ReadItemAsync(xml, text);
            else if (xml.Starts("f")) isFormula = true;
            else if (xml.Starts("v")) inValue = !xml.IsEmptyElement;
            else if (xml.Ends("v")) inValue = false;
            else if (inValue && xml.IsText()) await text.AppendAsync(xml);
        }

        if (!text.IsEmpty) Set(column, type, format);
        else if (isFormula && type != "str") row.Say("Import_formule_sans_resultat");
    }

    private void Set(int column, string? type, CellFormat format)
    {
        switch (type)
        {
            case "s":
                if (int.TryParse(text.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var index) && texts[index] is { } shared) row.Set(column, shared);
                else row.Refuse("Import_texte_absent");
                break;
            case "b":
                row.Set(column, text.ToString().Trim() is "0" or "false" ? "FAUX" : "VRAI");
                break;
            case "e":
                row.Say("Import_erreur_formule");
                break;
            case "str":
                text.Unescape();
                row.Set(column, text.ToString());
                break;
            case "inlineStr" or "d":
                row.Set(column, text.ToString());
                break;
            default:
                var isNumber = ExcelValue.TryRead(text.ToString().Trim(), format, depuis1904, out var value);
                row.Set(column, isNumber && format.Devise is { } devise ? $"{value} {devise}" : value, isNumber && format.Nature is NatureNombre.Nombre or NatureNombre.Pourcentage);
                break;
        }
    }

    /// <summary>The column of a place such as <c>AB12</c>, from 0; null when there is none.</summary>
    public static int? ColumnOf(string? place)
    {
        var column = 0;
        foreach (var c in place ?? "")
        {
            if (!char.IsAsciiLetter(c)) break;
            column = Math.Min(column, 100_000) * 26 + (char.ToUpperInvariant(c) - 'A' + 1);
        }

        return column > 0 ? column - 1 : null;
    }
}
