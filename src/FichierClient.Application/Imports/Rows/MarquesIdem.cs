using FichierClient.Application.Imports.Reading;

namespace FichierClient.Application.Imports.Rows;

/// <summary>« idem » and ditto marks: such a cell says what the one above says.</summary>
internal sealed class MarquesIdem
{
    private static readonly HashSet<string> Marques = new(["idem", "idem.", "id.", "ibid", "ibid.", "dito", "ditto", "\"", "''", "\u2033", "\u3003", "\u201D", "\u00BB", "-\"-", "-''-", "-//-", "//", "\"\""], StringComparer.OrdinalIgnoreCase);

    private FileRecord? above;

    /// <summary>The row as it is meant. Rows come in the order of the file.</summary>
    public FileRecord Complete(FileRecord record)
    {
        if (above is { } before && before.Line < record.Line && Array.Exists(record.Cells, c => Marques.Contains(c.Trim())))
        {
            var numbers = new bool[record.Cells.Length];
            var cells = new string[record.Cells.Length];
            for (var i = 0; i < cells.Length; i++)
            {
                var from = Marques.Contains(record.Cells[i].Trim()) ? before : record;
                (cells[i], numbers[i]) = (i < from.Cells.Length ? from.Cells[i] : "", from.IsNumber(i));
            }

            record = record with { Cells = cells, Numbers = numbers };
        }

        return above = record;
    }
}
