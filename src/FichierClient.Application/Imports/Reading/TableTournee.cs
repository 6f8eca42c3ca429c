using System.Globalization;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Reading;

/// <summary>
/// A table with months in columns, read as one row a month: the other columns, the first day of the month, the amount. Months
/// without an amount, or of zero, are no sale. The line is that of the row in the file.
/// </summary>
/// <param name="source">The table as it is.</param>
/// <param name="skipped">Records above the header.</param>
/// <param name="annee">The year of headings that say none.</param>
internal sealed class TableTournee(IRecordSource source, int skipped, int? annee) : IRecordSource
{
    /// <summary>The two columns that the months become.</summary>
    public const string Date = "Date", Montant = "Montant HT";

    private readonly Queue<FileRecord> rows = new();
    private int above = skipped;
    private int width;
    private IReadOnlyList<ColonneMois>? mois;
    private int[] others = [];

    public async ValueTask<FileRecord?> ReadAsync(CancellationToken cancellation)
    {
        while (rows.Count == 0)
        {
            if (await source.ReadAsync(cancellation) is not { } record) return null;
            if (above > 0 || record.IsBlank)
            {
                above = Math.Max(0, above - 1);
                return record;
            }

            if (mois is null) return Head(record);
            if (record.Problem is not null) return record;
            Turn(record);
        }

        return rows.Dequeue();
    }

    public void Dispose() => source.Dispose();

    private FileRecord Head(FileRecord record)
    {
        var found = MoisEnColonnes.Of(record.Cells);
        (mois, width) = (found, record.Cells.Length);
        others = [.. Enumerable.Range(0, width).Where(i => found.All(m => m.Colonne != i))];
        return record with { Cells = [.. others.Select(i => record.Cells[i]), Date, Montant], Numbers = null, Merged = null };
    }

    private void Turn(FileRecord record)
    {
        // Too many cells shift the others: said as it is elsewhere, and not cut into months.
        if (record.Cells.Length > width && record.Cells.Skip(width).Any(c => !string.IsNullOrWhiteSpace(c)))
        {
            rows.Enqueue(record with { Problem = Common.Texts.Get("Import_cellules_de_trop", record.Cells.Length, width) });
            return;
        }

        foreach (var one in mois!)
        {
            if (one.Colonne >= record.Cells.Length || IsNothing(record.Cells[one.Colonne])) continue;
            var day = (one.Annee ?? annee) is { } year ? new DateOnly(year, one.Mois, 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
            rows.Enqueue(record with
            {
                Cells = [.. others.Select(i => i < record.Cells.Length ? record.Cells[i] : ""), day, record.Cells[one.Colonne]],
                Numbers = [.. others.Select(record.IsNumber), false, record.IsNumber(one.Colonne)],
                Merged = MergedOf(record, one.Colonne),
            });
        }
    }

    /// <summary>The same cells at their new places.</summary>
    private HashSet<int>? MergedOf(FileRecord record, int montant) => record.Merged is not { } merged ? null
        : [.. Enumerable.Range(0, others.Length).Where(i => merged.Contains(others[i])), .. merged.Contains(montant) ? [others.Length + 1] : Array.Empty<int>()];

    private static bool IsNothing(string cell) =>
        string.IsNullOrWhiteSpace(cell) || cell.Trim() is "-" or "–" || (NombreFrancais.TryParse(cell, out var amount) && amount == 0);
}
