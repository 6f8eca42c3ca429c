using System.Xml;
using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>The texts that the cells of all sheets refer to by number. They are held, up to a bound; everything else of a workbook streams.</summary>
internal sealed class SharedStrings
{
    /// <summary>Memory of the texts of one workbook in bytes, about four million short names. Beyond, the sheet goes in as CSV.</summary>
    public const long MaxBytes = 192L << 20;

    /// <summary>What .NET needs for a string beside its characters.</summary>
    private const int Overhead = 32;

    private readonly List<string> all = [];

    public static SharedStrings None { get; } = new();

    /// <summary>A text by its number, null when there is none.</summary>
    public string? this[int index] => index >= 0 && index < all.Count ? all[index] : null;

    /// <exception cref="UnreadableFileException">There are more texts than are held.</exception>
    public static async Task<SharedStrings> ReadAsync(XmlReader xml, CancellationToken cancellation)
    {
        var strings = new SharedStrings();
        var text = new CellText();
        long bytes = 0;
        while (await xml.ReadAsync())
        {
            if (!xml.Starts("si")) continue;
            if (strings.all.Count % 10_000 == 0) cancellation.ThrowIfCancellationRequested();
            await ReadItemAsync(xml, text);
            var item = text.ToString();
            strings.all.Add(item);
            if ((bytes += Overhead + 2L * item.Length) > MaxBytes) throw new UnreadableFileException(Texts.Get("Import_classeur_textes", MaxBytes >> 20));
        }

        return strings;
    }

    /// <summary>The text of the element that the reader stands on: plain or in pieces of different fonts, without the phonetic help of East Asian texts.</summary>
    public static async Task ReadItemAsync(XmlReader xml, CellText text)
    {
        text.Clear();
        if (xml.IsEmptyElement) return;
        var (depth, inText) = (xml.Depth, false);
        await xml.ReadAsync();
        while (xml.Depth > depth)
        {
            if (xml.Starts("rPh"))
            {
                await xml.SkipAsync();
                continue;
            }

            if (xml.Starts("t")) inText = !xml.IsEmptyElement;
            else if (xml.Ends("t")) inText = false;
            else if (inText && xml.IsText()) await text.AppendAsync(xml);
            if (!await xml.ReadAsync()) break;
        }

        text.Unescape();
    }
}
