using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>A column of any heading in which deals are won and lost says where each sale stands: left aside, the lost ones would count.</summary>
internal static class EtatsDAffaires
{
    private const int LongestWord = 40;

    /// <summary>Proposes such a column as the state, where a file of sales has none.</summary>
    public static void Propose(FileAnalysis file, Dictionary<string, string?> colonnes)
    {
        if (!colonnes.ContainsValue("vente.date") || colonnes.ContainsValue("vente.statut")) return;
        foreach (var (i, header) in file.Headers.Index().Where(h => !colonnes.ContainsKey(h.Item)))
        {
            var cells = file.Sample.Where(r => i < r.Length && !string.IsNullOrWhiteSpace(r[i])).Select(r => r[i].Trim()).ToList();
            if (!cells.Exists(MotsVente.EstIssue) || cells.Exists(c => c.Length > LongestWord)) continue;
            colonnes[header] = "vente.statut";
            return;
        }
    }
}
