using FichierClient.Application.Common;
using FichierClient.Application.Imports.Reading;

namespace FichierClient.Application.Imports.Rows;

/// <summary>« idem » and ditto marks: such a cell says what the one above says.</summary>
internal sealed class MarquesIdem
{
    private static readonly HashSet<string> Marques = new(["idem", "idem.", "id.", "ibid", "ibid.", "dito", "ditto", "\"", "''", "\u2033", "\u3003", "\u201D", "\u00BB", "-\"-", "-''-", "-//-", "//", "\"\""], StringComparer.OrdinalIgnoreCase);

    private FileRecord? above;
    private long rang = -1;

    /// <summary>The row as it is meant. Rows come in the order of the file; from its beginning again, when it is read once more.</summary>
    /// <param name="row">The row.</param>
    /// <param name="refuse">Called where nothing that can be trusted stands above; null: nobody asks.</param>
    public FileRecord Complete(FileRow row, Action<string>? refuse = null)
    {
        var record = row.Record;
        if (row.Rang <= rang) above = null;
        rang = row.Rang;
        if (record.Problem is not null)
        {
            above = null;
            return record;
        }

        if (!Array.Exists(record.Cells, c => Marques.Contains(c.Trim()))) return above = record;
        if (above is { } before)
        {
            var numbers = new bool[record.Cells.Length];
            var cells = new string[record.Cells.Length];
            for (var i = 0; i < cells.Length; i++)
            {
                var from = Marques.Contains(record.Cells[i].Trim()) ? before : record;
                (cells[i], numbers[i]) = (i < from.Cells.Length ? from.Cells[i] : "", from.IsNumber(i));
            }

            return above = record with { Cells = cells, Numbers = numbers };
        }

        refuse?.Invoke(Texts.Get("Import_idem_sans_ligne"));
        return record;
    }
}
