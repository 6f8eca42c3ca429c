namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>The cells of a row while they are read; blank ones behind the last with a value take no room.</summary>
internal sealed class SheetRow
{
    /// <summary>Columns that are read; Excel has 16,384, of which the far ones hold formats or notes.</summary>
    public const int MaxColumns = 4_096;

    private readonly List<string> cells = [];
    private readonly List<bool> numbers = [];
    private string? remark, problem;
    private bool anyNumber;
    private long characters;

    /// <summary>Sets a cell by its column from 0; a blank text leaves it out.</summary>
    public void Set(int column, string text, bool isNumber = false)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        if (column >= MaxColumns)
        {
            Say("Import_hors_colonnes");
            return;
        }

        while (cells.Count <= column)
        {
            cells.Add("");
            numbers.Add(false);
        }

        // A row has room for what a cell has, as a record of a text file: thousands of the longest cells would be gigabytes.
        if ((characters += text.Length) > CellText.Max) throw CellText.TooLong();
        (cells[column], numbers[column]) = (text, isNumber);
        anyNumber |= isNumber;
    }

    /// <summary>A remark by the name of its text; the first of a row is kept.</summary>
    public void Say(string name) => remark ??= Common.Texts.Get(name);

    public void Refuse(string name) => problem ??= Common.Texts.Get(name);

    /// <summary>The row as a record; the next one begins empty.</summary>
    public FileRecord Take(long line, bool hidden)
    {
        var record = new FileRecord(line, [.. cells], problem)
        {
            Numbers = anyNumber ? [.. numbers] : null,
            IsHidden = hidden,
            Remark = remark,
        };
        cells.Clear();
        numbers.Clear();
        (remark, problem, anyNumber, characters) = (null, null, false, 0);
        return record;
    }
}
