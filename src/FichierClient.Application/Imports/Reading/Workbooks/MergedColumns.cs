using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>
/// Cells of a sheet that are merged downwards: a client's name written once beside his five orders. Each row below gets what the reader of the
/// sheet sees there. What is merged to the right (a title over the table) stays one cell.
/// </summary>
internal sealed partial class MergedColumns
{
    /// <summary>A sheet of merged cells alone; more are not looked at.</summary>
    private const int MaxMerges = 200_000, MaxTail = 16 << 20;

    private readonly Queue<(long First, long Last, int Column)> ahead;
    private readonly Dictionary<int, (long Last, string Text, bool IsNumber)> open = [];

    private MergedColumns(IEnumerable<(long First, long Last, int Column)> merges) => ahead = new(merges.OrderBy(m => m.First));

    /// <summary>None so far; <see cref="Open"/> adds them where the format tells them in time.</summary>
    public MergedColumns() : this([])
    {
    }

    /// <summary>
    /// The merged cells of a sheet of Office Open XML (ECMA-376, part 1, 18.3.1.55), which stand behind its rows: the part is read to its end
    /// once, without being understood.
    /// </summary>
    public static async Task<MergedColumns> ReadAsync(Stream part, CancellationToken cancellation)
    {
        var tail = Encoding.UTF8.GetString(await TailAsync(part, "sheetData>"u8.ToArray(), cancellation));
        var merges = from m in Range().Matches(tail).Take(MaxMerges)
                     let first = long.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture)
                     let last = long.Parse(m.Groups[4].ValueSpan, CultureInfo.InvariantCulture)
                     where last > first
                     select (first, last, XlsxSheet.ColumnOf(m.Groups[1].Value) ?? 0);
        return new MergedColumns(merges);
    }

    /// <summary>A cell that covers the rows below it.</summary>
    public void Open(int column, long last, string text, bool isNumber) => open[column] = (last, text, isNumber);

    /// <summary>Fills a row that was read; call it for each row of the sheet in order.</summary>
    public void Fill(long line, SheetRow row)
    {
        foreach (var (column, (last, text, isNumber)) in open)
        {
            if (last < line) open.Remove(column);
            else row.Fill(column, text, isNumber);
        }

        while (ahead.TryPeek(out var next) && next.First <= line)
        {
            ahead.Dequeue();
            if (next.First == line && row.Get(next.Column) is { } cell) Open(next.Column, next.Last, cell.Text, cell.IsNumber);
        }
    }

    /// <summary>What stands behind the last occurrence of a mark.</summary>
    private static async Task<byte[]> TailAsync(Stream part, byte[] mark, CancellationToken cancellation)
    {
        var buffer = new byte[128 << 10];
        var (kept, tail) = (0, (MemoryStream?)null);
        while (await part.ReadAsync(buffer.AsMemory(kept), cancellation) is > 0 and var read)
        {
            var seen = buffer.AsMemory(0, kept + read);
            var found = seen.Span.LastIndexOf(mark);
            if (found >= 0) (tail = new MemoryStream()).Write(seen.Span[(found + mark.Length)..]);
            else if (tail is { Length: < MaxTail }) tail.Write(seen.Span[kept..]);
            // A mark may lie across two blocks.
            kept = Math.Min(mark.Length - 1, seen.Length);
            seen[^kept..].CopyTo(buffer);
        }

        return tail?.ToArray() ?? [];
    }

    [GeneratedRegex(@"mergeCell\s[^>]*?\bref=[""']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[""']", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Range();
}
