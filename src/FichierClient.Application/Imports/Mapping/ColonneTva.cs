using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>A column that is called « TVA » and no more: amounts or rates, as its cells and those beside them show.</summary>
internal static class ColonneTva
{
    /// <summary>The rates of France, its overseas departments and Corsica (CGI, art. 278 to 281 octies, 294 to 297).</summary>
    private static readonly decimal[] Taux = [0, 0.9m, 1.05m, 1.75m, 2.1m, 5.5m, 8.5m, 10, 13, 20];

    /// <summary>The cells are amounts: with the HT they make the TTC, or they are no rates.</summary>
    public static bool IsAmount(FileAnalysis file, int column)
    {
        if (file.Headers[column].Contains('%', StringComparison.Ordinal)) return false;
        var rows = file.Sample.Where(r => Number(r, column) is not null).ToList();
        if (rows.Count == 0 || file.Sample.Any(r => column < r.Length && r[column].Contains('%', StringComparison.Ordinal))) return false;
        var (ht, ttc) = (ColumnOf(file, "vente.montant_ht"), ColumnOf(file, "vente.montant_ttc"));
        var whole = rows.Where(r => Number(r, ht) is not null && Number(r, ttc) is not null).ToList();
        if (whole.Count > 0 && whole.Exists(r => Number(r, column) != 0)) return whole.TrueForAll(r => Math.Abs(Number(r, ht)!.Value + Number(r, column)!.Value - Number(r, ttc)!.Value) <= 0.02m);
        return !rows.TrueForAll(r => Array.IndexOf(Taux, Number(r, column)!.Value) >= 0);
    }

    private static int ColumnOf(FileAnalysis file, string cle)
    {
        for (var i = 0; i < file.Headers.Count; i++) if (MappingProposal.Find(file.Headers[i], SectionImport.Vente, Precision.Precis).Any(c => c.Cle == cle)) return i;
        return -1;
    }

    private static decimal? Number(string[] row, int column) =>
        column >= 0 && column < row.Length && NombreFrancais.TryParse(row[column].Trim(), out var value, default) ? value : null;
}
