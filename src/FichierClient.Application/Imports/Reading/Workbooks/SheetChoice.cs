using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>Which sheet of a workbook is read when nobody has said.</summary>
internal static class SheetChoice
{
    /// <summary>The wanted sheet, else the first visible one with a header and a row, else the first visible one that isn't empty.</summary>
    /// <exception cref="UnreadableFileException">There is no such sheet, or no visible one has data.</exception>
    public static async Task<FeuilleClasseur> ChooseAsync(Workbook workbook, string? wanted, CancellationToken cancellation)
    {
        var all = workbook.Feuilles;
        if (wanted is not null)
        {
            return all.FirstOrDefault(f => f.Nom == wanted) ?? all.FirstOrDefault(f => f.Nom.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                ?? throw new UnreadableFileException(Texts.Get("Import_feuille_inconnue", wanted, string.Join(", ", all.Select(f => f.Nom))));
        }

        FeuilleClasseur? header = null;
        foreach (var feuille in all.Where(f => !f.Masquee))
        {
            var filled = await FilledAsync(workbook, feuille, cancellation);
            if (filled > 1) return feuille;
            if (filled > 0) header ??= feuille;
        }

        return header ?? throw new UnreadableFileException(Texts.Get(all.Any(f => f.Masquee) ? "Import_classeur_masque" : "Import_classeur_vide"));
    }

    /// <summary>0, 1 or 2 rows that aren't blank.</summary>
    private static async Task<int> FilledAsync(Workbook workbook, FeuilleClasseur feuille, CancellationToken cancellation)
    {
        using var rows = await workbook.OpenAsync(feuille, cancellation);
        var filled = 0;
        while (filled < 2 && await rows.ReadAsync(cancellation) is { } record)
        {
            if (!record.IsBlank) filled++;
        }

        return filled;
    }
}
