using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>A price whose heading doesn't say HT, and which times the quantity makes the total with tax: it has the tax in it.</summary>
internal static class PrixAvecTaxe
{
    public static bool Is(FileAnalysis file, LectureColonnes lecture)
    {
        if (lecture.EnTete("vente.prix_unitaire") is not { } price || !lecture.Has("vente.montant_ttc") || TexteNormalise.Of(price).Split(' ').Any(w => w is "ht" or "hors" or "htva")
            || new[] { "vente.montant_ht", "vente.montant_tva", "vente.taux_tva", "vente.remise" }.Any(lecture.Has)) return false;
        decimal? Number(string[] row, string cle) => lecture.Text(row, cle) is { } text && NombreFrancais.TryParse(text, out var value, lecture.DecimalOf(cle)) ? value : null;
        var told = file.Sample.Select(r => (Price: Number(r, "vente.prix_unitaire") * (Number(r, "vente.quantite") ?? 1), Total: Number(r, "vente.montant_ttc"))).Where(t => t is { Price: not null, Total: not (null or 0) }).ToList();
        return told.Count > 0 && told.TrueForAll(t => Math.Abs(t.Price!.Value - t.Total!.Value) <= 0.01m);
    }
}
