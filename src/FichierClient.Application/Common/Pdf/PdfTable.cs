namespace FichierClient.Application.Common.Pdf;

/// <summary>Draws rows of wrapping cells. A row that is higher than a sheet goes on over the next ones.</summary>
internal static class PdfTable
{
    private const double Size = 9, Leading = 12.5, Padding = 4, Gap = 10;

    public static void Write(PdfFeuilles feuilles, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<double> weights, bool boldFirst)
    {
        var columns = Columns(weights);
        if (heads.Count > 0)
        {
            if (!feuilles.HasRoom(Leading * 5)) feuilles.Turn();
            Heads(feuilles, heads, columns);
        }

        foreach (var row in rows) Row(feuilles, heads, row, columns, boldFirst);
    }

    private static void Row(PdfFeuilles feuilles, IReadOnlyList<string> heads, IReadOnlyList<string> row, (double X, double Width)[] columns, bool boldFirst)
    {
        var cells = row.Select((text, i) => PdfCesure.Lines(text, PoliceOf(i, boldFirst), Size, columns[i].Width)).ToList();
        var count = cells.Max(c => c.Count);
        // Whole rows where they fit on one sheet; a longer one is cut wherever the sheet ends.
        if (!feuilles.HasRoom(count * Leading + Padding * 2) && count * Leading < 500) Turn(feuilles, heads, columns);
        feuilles.Down(Padding);
        for (var line = 0; line < count; line++)
        {
            if (!feuilles.HasRoom(Leading)) Turn(feuilles, heads, columns);
            for (var i = 0; i < cells.Count; i++)
                if (line < cells[i].Count) feuilles.Write(cells[i][line], PoliceOf(i, boldFirst), Size, columns[i].X, feuilles.Y);
            feuilles.Down(Leading);
        }

        feuilles.Down(Padding - 1);
        feuilles.Line(PdfFeuilles.Gauche, PdfFeuilles.Droite, feuilles.Y);
    }

    private static void Turn(PdfFeuilles feuilles, IReadOnlyList<string> heads, (double X, double Width)[] columns)
    {
        feuilles.Turn();
        if (heads.Count > 0) Heads(feuilles, heads, columns);
    }

    private static void Heads(PdfFeuilles feuilles, IReadOnlyList<string> heads, (double X, double Width)[] columns)
    {
        var cells = heads.Select((text, i) => PdfCesure.Lines(text, PdfPolice.Grasse, Size, columns[i].Width)).ToList();
        for (var line = 0; line < cells.Max(c => c.Count); line++)
        {
            for (var i = 0; i < cells.Count; i++)
                if (line < cells[i].Count) feuilles.Write(cells[i][line], PdfPolice.Grasse, Size, columns[i].X, feuilles.Y);
            feuilles.Down(Leading);
        }

        feuilles.Down(Padding - 1);
        feuilles.Line(PdfFeuilles.Gauche, PdfFeuilles.Droite, feuilles.Y, 1, 90);
    }

    private static PdfPolice PoliceOf(int column, bool boldFirst) => boldFirst && column == 0 ? PdfPolice.Grasse : PdfPolice.Normale;

    private static (double X, double Width)[] Columns(IReadOnlyList<double> weights)
    {
        var room = PdfFeuilles.Droite - PdfFeuilles.Gauche - Gap * (weights.Count - 1);
        var (x, total) = (PdfFeuilles.Gauche, weights.Sum());
        return [.. weights.Select(weight =>
        {
            var column = (x, room * weight / total);
            x += column.Item2 + Gap;
            return column;
        })];
    }
}
