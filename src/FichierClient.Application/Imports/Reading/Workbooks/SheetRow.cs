using System.Collections.Frozen;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>The cells of a row while they are read; blank ones behind the last with a value take no room.</summary>
internal sealed class SheetRow
{
    /// <summary>Columns that are read; Excel has 16,384, of which the far ones hold formats or notes.</summary>
    public const int MaxColumns = 4_096;

    private readonly List<string> cells = [];
    private readonly List<bool> numbers = [];
    private readonly HashSet<int> merged = [];
    private string? remark, problem;
    private bool anyNumber, anyOwn;
    private long characters;

    /// <summary>Sets a cell by its column from 0; a blank text leaves it out.</summary>
    public void Set(int column, string text, bool isNumber = false)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        anyOwn = true;
        Put(column, text, isNumber);
    }

    /// <summary>Sets a cell that shows what a merged one above it holds, unless it has a text of its own.</summary>
    public void Fill(int column, string text, bool isNumber)
    {
        if (Get(column) is not null || column >= MaxColumns) return;
        merged.Add(column);
        Put(column, text, isNumber);
    }

    /// <summary>A cell that was set; null when it is blank.</summary>
    public (string Text, bool IsNumber)? Get(int column) => column < cells.Count && cells[column].Length > 0 ? (cells[column], numbers[column]) : null;

    private void Put(int column, string text, bool isNumber)
    {
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
        // Blank rows inside a merged cell are blank.
        var record = new FileRecord(line, anyOwn ? [.. cells] : [], problem)
        {
            Numbers = anyNumber && anyOwn ? [.. numbers] : null,
            Merged = merged.Count > 0 && anyOwn ? merged.ToFrozenSet() : null,
            IsHidden = hidden,
            Remark = remark,
        };
        cells.Clear();
        numbers.Clear();
        merged.Clear();
        (remark, problem, anyNumber, anyOwn, characters) = (null, null, false, false, 0);
        return record;
    }
}
