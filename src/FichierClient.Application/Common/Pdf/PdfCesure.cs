namespace FichierClient.Application.Common.Pdf;

/// <summary>Breaks text into lines at ordinary spaces and hyphens; a word wider than its line is cut. No-break spaces hold.</summary>
internal static class PdfCesure
{
    public static IReadOnlyList<string> Lines(string text, PdfPolice police, double size, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n')) Wrap(police.Drawable(paragraph), police, size, width, lines);
        return lines;
    }

    private static void Wrap(string paragraph, PdfPolice police, double size, double width, List<string> lines)
    {
        var line = "";
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(w, police, size, width)))
        {
            var longer = line.Length == 0 ? word.Text : word.Glued ? line + word.Text : $"{line} {word.Text}";
            if (line.Length > 0 && police.Width(longer, size) > width)
            {
                lines.Add(line);
                line = word.Text;
            }
            else
            {
                line = longer;
            }
        }

        lines.Add(line);
    }

    /// <summary>A word, or the pieces of one that is too wide: an address of a page, a long identifier.</summary>
    private static IEnumerable<(string Text, bool Glued)> Pieces(string word, PdfPolice police, double size, double width)
    {
        var start = 0;
        for (var end = 1; end <= word.Length; end++)
        {
            if (end < word.Length && police.Width(word[start..(end + 1)], size) <= width) continue;
            yield return (word[start..end], start > 0);
            start = end;
        }
    }
}
