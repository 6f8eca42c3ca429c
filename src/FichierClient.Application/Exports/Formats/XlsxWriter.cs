using System.Globalization;
using FichierClient.Application.Exports.Lignes;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace FichierClient.Application.Exports.Formats;

/// <summary>
/// Writes a workbook as it goes: numbers and days as Excel's own with their format, everything else as text cells, which no
/// spreadsheet calculates. A full sheet is followed by another.
/// </summary>
internal sealed class XlsxWriter(string devise)
{
    /// <summary>Excel has 1,048,576 rows in a sheet and 32,767 characters in a cell.</summary>
    private const int RowsOfSheet = 1_000_000, LongestText = 32_767;

    private const double Narrow = 14, Wide = 28;

    /// <param name="output">Written forward only.</param>
    /// <param name="tableau">The rows.</param>
    /// <param name="feuille">Name of the sheet.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task WriteAsync(Stream output, Tableau tableau, string feuille, CancellationToken cancellationToken)
    {
        await using var book = await Spreadsheet.CreateNewAsync(output, new SpreadCheetahOptions { DefaultDateTimeFormat = null }, cancellationToken);
        var header = book.AddStyle(new Style { Font = new Font { Bold = true } });
        var styles = tableau.Colonnes.Select(c => StyleOf(book, c.Type)).ToArray();
        var cells = new Cell[styles.Length];
        var (sheets, rows) = (0, RowsOfSheet);
        await foreach (var row in tableau.Lignes.WithCancellation(cancellationToken))
        {
            if (rows == RowsOfSheet)
            {
                await StartSheetAsync(book, tableau, ++sheets == 1 ? feuille : $"{feuille} {sheets}", header, cancellationToken);
                rows = 0;
            }

            for (var i = 0; i < cells.Length; i++) cells[i] = CellOf(row[i], styles[i]);
            await book.AddRowAsync(cells, cancellationToken);
            rows++;
        }

        if (sheets == 0) await StartSheetAsync(book, tableau, feuille, header, cancellationToken);
        await book.FinishAsync(cancellationToken);
    }

    private static async Task StartSheetAsync(Spreadsheet book, Tableau tableau, string name, StyleId header, CancellationToken cancellationToken)
    {
        var options = new WorksheetOptions { FrozenRows = 1 };
        for (var i = 0; i < tableau.Colonnes.Count; i++) options.Column(i + 1).Width = tableau.Colonnes[i].Type == TypeColonne.Texte ? Wide : Narrow;
        await book.StartWorksheetAsync(name, options, cancellationToken);
        await book.AddRowAsync(tableau.Colonnes.Select(c => new Cell(c.Titre, header)).ToArray(), cancellationToken);
    }

    private StyleId StyleOf(Spreadsheet book, TypeColonne type) => book.AddStyle(new Style
    {
        Format = type switch
        {
            TypeColonne.Date => NumberFormat.Custom("dd/mm/yyyy"),
            TypeColonne.Instant => NumberFormat.Custom("dd/mm/yyyy\\ hh:mm"),
            TypeColonne.Montant => NumberFormat.Custom($"#,##0.00\\ \"{(devise == "EUR" ? "€" : devise)}\""),
            TypeColonne.Nombre => NumberFormat.Custom("#,##0.00"),
            TypeColonne.Pourcentage => NumberFormat.Custom("0%"),
            TypeColonne.Identifiant => NumberFormat.Standard(StandardNumberFormat.Text),
            _ => NumberFormat.Standard(StandardNumberFormat.General),
        },
    });

    private static Cell CellOf(object? value, StyleId style) => value switch
    {
        null => new Cell(),
        decimal number => new Cell(number, style),
        DateOnly day => new Cell(day.ToDateTime(TimeOnly.MinValue), style),
        DateTimeOffset instant => new Cell(instant.DateTime, style),
        string text => new Cell(text.Length > LongestText ? text[..LongestText] : text, style),
        _ => throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No column holds a {value.GetType().Name}.")),
    };
}
