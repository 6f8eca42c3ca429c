using System.Globalization;
using System.Text;
using System.Xml;
using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>Gathers the text of a cell from the pieces of XML that hold it.</summary>
internal sealed class CellText
{
    /// <summary>Longest text of a cell in characters; Excel's own limit is 32,767.</summary>
    public const int Max = 256 * 1024;

    private readonly StringBuilder text = new();
    private readonly char[] chunk = new char[4_096];

    public bool IsEmpty => text.Length == 0;

    public void Clear() => text.Clear();

    public void Append(char c, int times = 1)
    {
        if (text.Length + (long)times > Max) throw TooLong();
        text.Append(c, times);
    }

    /// <summary>Adds the text that the reader stands on, piece by piece, so that a text without end is never held.</summary>
    /// <exception cref="UnreadableFileException">The cell is longer than any cell.</exception>
    public async ValueTask AppendAsync(XmlReader xml)
    {
        int read;
        do
        {
            read = await xml.ReadValueChunkAsync(chunk, 0, chunk.Length);
            text.Append(chunk, 0, read);
            if (text.Length > Max) throw TooLong();
        }
        while (read == chunk.Length);
    }

    /// <summary>The text without NULs and half characters, which PostgreSQL can't hold.</summary>
    public override string ToString()
    {
        var all = text.ToString();
        if (!all.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !all.Contains('\0', StringComparison.Ordinal)) return all;
        var kept = new StringBuilder(all.Length);
        foreach (var rune in all.EnumerateRunes())
        {
            if (rune.Value != 0) kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    /// <summary>Excel writes `_x000D_` for characters that XML has no room for (ECMA-376, part 1, 22.4.2.4).</summary>
    public void Unescape()
    {
        var all = text.ToString();
        if (!all.Contains("_x", StringComparison.OrdinalIgnoreCase)) return;
        text.Clear();
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i] == '_' && i + 6 < all.Length && all[i + 1] is 'x' or 'X' && all[i + 6] == '_'
                && ushort.TryParse(all.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text.Append((char)code);
                i += 6;
            }
            else text.Append(all[i]);
        }
    }

    /// <summary>The file holds more text in one place than any list does.</summary>
    public static UnreadableFileException TooLong() => new(Texts.Get("Import_cellule_longue", Max));
}
