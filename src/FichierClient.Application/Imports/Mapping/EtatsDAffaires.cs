using FichierClient.Application.Imports.Reading;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>A column of any heading in which deals are won and lost says where each sale stands: left aside, the lost ones would count.</summary>
internal static class EtatsDAffaires
{
    /// <summary>Proposes such a column as the state, where a file of sales has none.</summary>
    public static void Propose(FileAnalysis file, Dictionary<string, string?> colonnes)
    {
        if (!colonnes.ContainsValue("vente.date") || colonnes.ContainsValue("vente.statut")) return;
        foreach (var (i, header) in file.Headers.Index().Where(h => !colonnes.ContainsKey(h.Item)))
        {
            if (file.FaitsDe(i) is not { Issues: > 0, Longues: 0 }) continue;
            colonnes[header] = "vente.statut";
            return;
        }
    }
}
