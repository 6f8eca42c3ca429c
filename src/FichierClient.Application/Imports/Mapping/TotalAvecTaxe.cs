using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>« Total » or « Montant » beside a column of tax: whether the tax is in it, its cells show.</summary>
internal static class TotalAvecTaxe
{
    /// <summary>Takes an amount that was proposed as without tax for one with it, where the tax beside it is a legal part of it.</summary>
    public static void Settle(FileAnalysis file, Dictionary<string, string?> colonnes)
    {
        string? Of(string cle) => colonnes.FirstOrDefault(c => c.Value == cle).Key;
        // A shop's orders tell by their postage too (LectureColonnes.Boutique).
        if (file.Headers.Any(h => ChampsImport.KeyOf(h) == "lineitemprice")) return;
        if (Of("vente.montant_ht") is not { } total || Of("vente.montant_tva") is not { } tax || Of("vente.montant_ttc") is not null || SaysHt(total)) return;
        var (at, taxAt) = (IndexOf(file, total), IndexOf(file, tax));
        var rows = file.Sample.Select(r => (Total: Number(r, at), Tax: Number(r, taxAt))).Where(r => r is { Total: not null, Tax: not null and not 0 }).ToList();
        var inside = rows.Count(r => ColonneTva.IsTaxInside(r.Tax!.Value, r.Total!.Value));
        var beside = rows.Count(r => ColonneTva.IsTaxBeside(r.Tax!.Value, r.Total!.Value));
        if (inside > beside) colonnes[total] = "vente.montant_ttc";
    }

    private static int IndexOf(FileAnalysis file, string header) => Enumerable.Range(0, file.Headers.Count).First(i => file.Headers[i] == header);

    private static bool SaysHt(string header) => TexteNormalise.Of(header).Split(' ') is var words && (words.Contains("ht") || words.Contains("htva") || words.Contains("hors"));

    private static decimal? Number(string[] row, int column) => column < row.Length && NombreFrancais.TryParse(row[column].Trim(), out var value, default) ? value : null;
}
