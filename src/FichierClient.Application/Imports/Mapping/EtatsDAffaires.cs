using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;

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
            // A parcel that is « Perdu », a technician called Won: in a file of invoices most cells must be such states.
            if (file.FaitsDe(i) is not { Issues: > 0, Longues: 0 } faits || (MotsVente.NumeroteDesFactures(file.Headers) && faits.Issues * 5 < faits.Remplies)) continue;
            colonnes[header] = "vente.statut";
            return;
        }
    }
}
