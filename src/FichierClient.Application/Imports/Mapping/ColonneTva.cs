using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>A column that is called « TVA » and no more: amounts or rates, as its cells and those beside them show.</summary>
internal static class ColonneTva
{
    /// <summary>The rates of France, its overseas departments and Corsica, of now and of older invoices (CGI, art. 278 to 281 octies, 294 to 297).</summary>
    private static readonly decimal[] Taux = [0.9m, 1.05m, 1.75m, 2.1m, 5.5m, 7, 8.5m, 10, 13, 19.6m, 20, 20.6m];

    /// <summary>No country taxes more, in percent.</summary>
    private const decimal HighestRate = 30;

    /// <summary>The highest rate of Europe, Hungary's, as a share of one.</summary>
    public const decimal HighestShare = 0.27m;

    public static bool IsRate(decimal percent) => Array.IndexOf(Taux, percent) >= 0;

    /// <summary>The cells are amounts: they are the tax of the HT or TTC beside them, or too much for rates.</summary>
    public static bool IsAmount(FileAnalysis file, int column)
    {
        if (file.Headers[column].Contains('%', StringComparison.Ordinal)) return false;
        if (file.Taxes.FirstOrDefault(t => t.Taxe == column) is { } faits)
            return file.Columns[column].Pourcents == 0 && faits.Nombres > 0 && (faits.SontTropPourDesTaux || file.Taxes.Any(t => t.Taxe == column && t is { Lignes: > 0, EstTaxe: true }) || IsAmountOfFirst(file, column));
        return IsAmountOfFirst(file, column);
    }

    /// <summary>The same by the first rows.</summary>
    private static bool IsAmountOfFirst(FileAnalysis file, int column)
    {
        var rows = file.Sample.Where(r => Number(r, column) is not null).ToList();
        if (rows.Count == 0 || file.Sample.Any(r => column < r.Length && r[column].Contains('%', StringComparison.Ordinal))) return false;
        var (ht, ttc) = (ColumnOf(file, "vente.montant_ht"), ColumnOf(file, "vente.montant_ttc"));
        var taxed = rows.Where(r => Number(r, column) != 0).ToList();
        return taxed.Count(r => IsTaxOf(Number(r, column)!.Value, Number(r, ht), Number(r, ttc))) * 2 > taxed.Count || taxed.Exists(r => Math.Abs(Number(r, column)!.Value) > HighestRate);
    }

    /// <summary>A legal part of an amount that contains it.</summary>
    internal static bool IsTaxInside(decimal tax, decimal gross) => Array.Exists(Taux, t => Math.Abs(gross * t / (100 + t) - tax) <= 0.01m);

    /// <summary>A legal part of an amount to which it is added.</summary>
    internal static bool IsTaxBeside(decimal tax, decimal net) => Array.Exists(Taux, t => Math.Abs(net * t / 100 - tax) <= 0.01m);

    private static bool IsTaxOf(decimal tax, decimal? ht, decimal? ttc) => (ht, ttc) switch
    {
        ({ } net, { } gross) => Math.Abs(net + tax - gross) <= 0.02m,
        ({ } net, null) => IsTaxBeside(tax, net),
        (null, { } gross) => IsTaxInside(tax, gross),
        _ => false,
    };

    private static int ColumnOf(FileAnalysis file, string cle)
    {
        for (var i = 0; i < file.Headers.Count; i++) if (MappingProposal.Find(file.Headers[i], SectionImport.Vente, Precision.Precis).Any(c => c.Cle == cle)) return i;
        return -1;
    }

    private static decimal? Number(string[] row, int column) =>
        column >= 0 && column < row.Length && NombreFrancais.TryParse(row[column].Trim(), out var value, default) ? value : null;
}
