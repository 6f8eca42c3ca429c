using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>Finds what a workbook is: its sheets, the one to read, where its header is.</summary>
internal static class WorkbookAnalysis
{
    /// <summary>Opens the workbook twice as long as it takes to choose and to read all rows of the chosen sheet.</summary>
    /// <param name="file">Seekable; closed at the end.</param>
    /// <param name="feuille">The sheet's name; null: the first visible one with rows.</param>
    /// <param name="profile">Reads all rows below the header.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    public static async Task<FileAnalysis> RunAsync(
        Stream file, string? feuille, Func<IRecordSource, FileDialect, FileRecord, Task<FileAnalysis>> profile, CancellationToken cancellation)
    {
        using var workbook = await SheetSource.OpenWorkbookAsync(file, cancellation);
        try
        {
            var chosen = await SheetChoice.ChooseAsync(workbook, feuille, cancellation);
            var dialect = new FileDialect(0, null, await HeaderAsync(workbook, chosen, cancellation))
            {
                Format = workbook.Format,
                Feuille = chosen.Nom,
                Depuis1904 = workbook.Depuis1904,
            };
            using var rows = await workbook.OpenAsync(chosen, cancellation);
            var header = await RowReader.SkipToHeaderAsync(rows, dialect, cancellation)
                ?? throw new UnreadableFileException(Texts.Get("Import_feuille_vide", chosen.Nom));
            return await profile(rows, dialect, header) with { Feuilles = workbook.Feuilles };
        }
        catch (Exception damage) when (XmlReading.IsDamage(damage))
        {
            throw XmlReading.Damaged(damage);
        }
    }

    private static async Task<int> HeaderAsync(Workbook workbook, FeuilleClasseur feuille, CancellationToken cancellation)
    {
        using var rows = await workbook.OpenAsync(feuille, cancellation);
        var beginning = new List<FileRecord>();
        while (beginning.Count < DialectDetector.SampleRecords && await rows.ReadAsync(cancellation) is { } record) beginning.Add(record);
        return DialectDetector.HeaderAt(beginning, 0);
    }
}
