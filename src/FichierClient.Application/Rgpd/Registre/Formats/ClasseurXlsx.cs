using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace FichierClient.Application.Rgpd.Registre.Formats;

/// <summary>The same sheets as a workbook of Excel.</summary>
internal static class ClasseurXlsx
{
    private const double Wide = 40, Narrow = 18;
    private const int Letters = 26;

    public static async Task WriteAsync(Stream output, IEnumerable<Grille> grilles, CancellationToken cancellationToken)
    {
        await using var book = await Spreadsheet.CreateNewAsync(output, new SpreadCheetahOptions { DefaultDateTimeFormat = null }, cancellationToken);
        var label = book.AddStyle(new Style { Font = new Font { Bold = true }, Alignment = new Alignment { WrapText = true, Vertical = VerticalAlignment.Top } });
        var texte = book.AddStyle(new Style { Alignment = new Alignment { WrapText = true, Vertical = VerticalAlignment.Top } });
        foreach (var grille in grilles)
        {
            var options = new WorksheetOptions();
            for (var c = 1; c <= grille.Colonnes; c++) options.Column(c).Width = c == 1 ? Wide : Narrow;
            await book.StartWorksheetAsync(grille.Nom, options, cancellationToken);
            foreach (var f in grille.Fusions) book.MergeCells($"{Letter(f.Colonne)}{f.Ligne + 1}:{Letter(f.Colonne + f.Colonnes - 1)}{f.Ligne + f.Lignes}");
            for (var ligne = 0; ligne < grille.Lignes; ligne++)
            {
                var row = Enumerable.Range(0, grille.Colonnes).Select(c => grille[ligne, c] is { Length: > 0 } text ? new Cell(text, grille.Labels.Contains((ligne, c)) ? label : texte) : new Cell()).ToArray();
                await book.AddRowAsync(row, cancellationToken);
            }
        }

        await book.FinishAsync(cancellationToken);
    }

    private static char Letter(int colonne) => colonne < Letters ? (char)('A' + colonne) : throw new ArgumentOutOfRangeException(nameof(colonne));
}
