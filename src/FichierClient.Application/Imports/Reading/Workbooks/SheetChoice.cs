using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>Which sheet of a workbook is read when nobody has said.</summary>
internal static class SheetChoice
{
    /// <summary>Rows that tell whether a sheet is a list.</summary>
    private const int Beginning = 25;

    /// <summary>The wanted sheet, else the first visible one with headings that mean something, else with two rows, else the first visible one that isn't empty.</summary>
    /// <exception cref="UnreadableFileException">There is no such sheet, or no visible one has data.</exception>
    public static async Task<FeuilleClasseur> ChooseAsync(Workbook workbook, string? wanted, CancellationToken cancellation)
    {
        var all = workbook.Feuilles;
        if (wanted is not null)
        {
            return all.FirstOrDefault(f => f.Nom == wanted) ?? all.FirstOrDefault(f => f.Nom.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                ?? throw new UnreadableFileException(Texts.Get("Import_feuille_inconnue", wanted, string.Join(", ", all.Select(f => f.Nom))));
        }

        FeuilleClasseur? header = null, list = null;
        foreach (var feuille in all.Where(f => !f.Masquee))
        {
            var (filled, known) = await LookAsync(workbook, feuille, cancellation);
            if (known >= 2 && filled > 1) return feuille;
            if (filled > 1) list ??= feuille;
            if (filled > 0) header ??= feuille;
        }

        header = list ?? header;
        return header ?? throw new UnreadableFileException(Texts.Get(all.Any(f => f.Masquee) ? "Import_classeur_masque" : "Import_classeur_vide"));
    }

    /// <summary>Of the first rows, how many aren't blank, and the most headings that one of them has.</summary>
    private static async Task<(int Filled, int Known)> LookAsync(Workbook workbook, FeuilleClasseur feuille, CancellationToken cancellation)
    {
        using var rows = await workbook.GlanceAsync(feuille, cancellation);
        var (filled, known) = (0, 0);
        for (var i = 0; i < Beginning && await rows.ReadAsync(cancellation) is { } record; i++)
        {
            if (!record.IsBlank) filled++;
            known = Math.Max(known, DialectDetector.Known(record));
        }

        return (filled, known);
    }
}
