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
        // « Dont TVA » says it, whatever the rates.
        if (TexteNormalise.Of(tax).StartsWith("dont ", StringComparison.Ordinal) || file.TaxeDe(IndexOf(file, total), IndexOf(file, tax)).EstDedans) colonnes[total] = "vente.montant_ttc";
    }

    /// <summary>A mapping that was made by hand, or kept from another file, takes amounts that contain their tax for amounts without it.</summary>
    public static bool IsMistaken(FileAnalysis file, LectureColonnes lecture) =>
        lecture.EnTete("vente.montant_ht") is { } total && lecture.Has("vente.montant_tva") && !lecture.Has("vente.montant_ttc") && !lecture.Has("vente.taux_tva") && !SaysHt(total) && lecture.Boutique is null
        && file.TaxeDe(lecture.ColumnOf("vente.montant_ht"), lecture.ColumnOf("vente.montant_tva")).EstDedans;

    /// <summary>« Total HT », « Montant total HT facture », « Hors taxes signé ».</summary>
    internal static bool EstTotalHt(string header) => SaysHt(header) && ChampsImport.KeyOf(header) is var key && new[] { "total", "facture", "signe" }.Any(w => key.Contains(w, StringComparison.Ordinal))
        && MappingProposal.Find(header, SectionImport.Vente, Precision.Precis).Any(c => c.Cle == "vente.montant_ht");

    private static int IndexOf(FileAnalysis file, string header) => Enumerable.Range(0, file.Headers.Count).First(i => file.Headers[i] == header);

    private static bool SaysHt(string header) => TexteNormalise.Of(header).Split(' ') is var words && (words.Contains("ht") || words.Contains("htva") || words.Contains("hors"));
}
