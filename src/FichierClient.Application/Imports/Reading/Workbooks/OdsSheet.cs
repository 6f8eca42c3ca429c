using System.Globalization;
using System.Xml;
using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>The rows of one sheet while the document streams (ODF 1.3, part 3, chapter 9). Equal rows and cells stand once with their count.</summary>
internal sealed class OdsSheet(XmlReader xml, int index) : IRecordSource
{
    private const int MaxRows = 1_048_576;

    /// <summary>Cells that may come out of counts: a few bytes can stand for a thousand million.</summary>
    private const long MaxRepeated = 50_000_000;

    private readonly SheetRow row = new();
    private readonly OdsCell cell = new();
    private readonly MergedColumns merges = new();
    private FileRecord? again;
    private int left;
    private long line, repeated;
    private bool ended;
    private int depth = -1;

    /// <inheritdoc />
    public async ValueTask<FileRecord?> ReadAsync(CancellationToken cancellation)
    {
        if (left > 0 && again is not null)
        {
            left--;
            return again = again with { Line = again.Line + 1 };
        }

        if (depth < 0) await EnterAsync(cancellation);
        while (!ended && await xml.ReadAsync())
        {
            if (xml.Depth <= depth) ended = true;
            else if (xml.Starts("shapes") || xml.Starts("forms")) await PassAsync(xml, cancellation);
            else if (xml.Starts("table-row"))
            {
                cancellation.ThrowIfCancellationRequested();
                return await ReadRowAsync();
            }
        }

        ended = true;
        return null;
    }

    public void Dispose() => xml.Dispose();

    /// <summary>Reads to the end of the element that the reader stands on, and stops there.</summary>
    public static async Task PassAsync(XmlReader xml, CancellationToken cancellation)
    {
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        while (await xml.ReadAsync() && xml.Depth > depth) cancellation.ThrowIfCancellationRequested();
    }

    private async Task EnterAsync(CancellationToken cancellation)
    {
        var (found, seen) = (false, 0);
        depth = 0;
        while (await xml.ReadAsync())
        {
            if (xml.Starts("spreadsheet")) found = true;
            else if (found && xml.Starts("table"))
            {
                if (seen++ < index)
                {
                    await PassAsync(xml, cancellation);
                    continue;
                }

                (depth, ended) = (xml.Depth, xml.IsEmptyElement);
                return;
            }
        }

        ended = true;
    }

    private async Task<FileRecord> ReadRowAsync()
    {
        var times = Times("number-rows-repeated");
        var hidden = xml.Attribute("visibility") is "collapse" or "filter";
        if (!xml.IsEmptyElement)
        {
            var (rowDepth, column) = (xml.Depth, 0);
            while (await xml.ReadAsync() && xml.Depth > rowDepth)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "table-cell" or "covered-table-cell") column += await ReadCellAsync(column);
            }
        }

        merges.Fill(line + 1, row);
        var record = row.Take(line + 1, hidden);
        // Blank rows to the end of the sheet are one record: there is nothing to count.
        if (!record.IsBlank && times > 1) Repeat(record, times);
        line += times;
        if (line > MaxRows && !record.IsBlank) throw new UnreadableFileException(Texts.Get("Import_classeur_abime"));
        return record;
    }

    /// <summary>Returns how many columns the cell fills.</summary>
    private async Task<int> ReadCellAsync(int column)
    {
        var times = Times("number-columns-repeated");
        // What a merged cell covers isn't shown; rows below it show its text.
        var covered = xml.LocalName == "covered-table-cell";
        var rows = Times("number-rows-spanned");
        await cell.ReadAsync(xml);
        if (covered) return times;
        if (cell.Remark is { } remark) row.Say(remark);
        if (cell.Value.Length == 0) return times;
        var filled = Math.Min(times, Math.Max(1, SheetRow.MaxColumns - column));
        if (times > 1) Count(filled);
        for (var i = 0; i < filled; i++) row.Set(column + i, cell.Value, cell.IsNumber);
        if (rows > 1 && column < SheetRow.MaxColumns) merges.Open(column, line + rows, cell.Value, cell.IsNumber);
        return times;
    }

    private void Repeat(FileRecord record, int times)
    {
        if (line + times > MaxRows) throw new UnreadableFileException(Texts.Get("Import_classeur_abime"));
        Count((long)times * record.Cells.Length);
        (again, left) = (record, times - 1);
    }

    private void Count(long cells)
    {
        repeated += cells;
        if (repeated > MaxRepeated) throw new UnreadableFileException(Texts.Get("Import_classeur_gonfle", repeated >> 20));
    }

    private int Times(string attribute) =>
        int.TryParse(xml.Attribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times is > 0 and < 100_000_000 ? times : 1;
}
