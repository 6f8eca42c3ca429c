using FichierClient.Application.Imports.Mapping;

namespace FichierClient.Application.Imports.Reading.Fec;

/// <summary>Where the columns of a « fichier des écritures comptables » are (article A47 A-1 of the Livre des procédures fiscales); amounts as debit and credit, or with their side.</summary>
internal sealed class FecLayout
{
    private readonly Dictionary<string, int> columns = [];

    private FecLayout(string[] header)
    {
        for (var i = 0; i < header.Length; i++) columns.TryAdd(ChampsImport.KeyOf(header[i]), i);
    }

    /// <summary>The layout of a header, null when it isn't a FEC's.</summary>
    public static FecLayout? Find(string[] header)
    {
        var layout = new FecLayout(header);
        bool Has(string name) => layout.columns.ContainsKey(name);
        return Has("journalcode") && Has("ecriturenum") && Has("ecrituredate") && Has("comptenum") && (Has("debit") && Has("credit") || Has("montant") && Has("sens")) ? layout : null;
    }

    /// <summary>A trimmed cell by the column's name in lower case, empty when the record is short or the file has no such column.</summary>
    public string Of(string[] cells, string name) => columns.TryGetValue(name, out var i) && i < cells.Length ? cells[i].Trim() : "";
}
