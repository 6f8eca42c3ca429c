using FichierClient.Application.Imports.Mapping;

namespace FichierClient.Application.Imports.Reading.Fec;

/// <summary>
/// Where the columns of a « fichier des écritures comptables » are (article A47 A-1 of the Livre des procédures fiscales), or those of a journal
/// as accounting programs export it (Sage, EBP, Odoo…): amounts as debit and credit, or with their side.
/// </summary>
internal sealed class FecLayout
{
    /// <summary>The FEC's column to what the programs call it, most precise first.</summary>
    private static readonly Dictionary<string, string[]> Noms = new()
    {
        ["journalcode"] = ["codejournal", "journal", "jnl"],
        ["ecriturenum"] = ["numerodecriture", "necriture", "ndecriture", "numeroecriture"],
        ["ecrituredate"] = ["datedecriture", "dateecriture", "datedepiece", "datepiece", "datefacture", "datedefacture", "date"],
        ["comptenum"] = ["ncomptegeneral", "numerodecomptegeneral", "numerocomptegeneral", "comptegeneral", "codecompte", "numerodecompte", "numerocompte", "ndecompte", "ncompte", "compte"],
        ["comptelib"] = ["libellecompte", "libelleducompte", "intitulecompte", "intituleducompte", "intitule"],
        ["compauxnum"] = ["ncomptetiers", "comptetiers", "compteauxiliaire", "codetiers", "codeclient", "tiers"],
        ["compauxlib"] = ["nomclient", "nomdutiers", "nomtiers", "intituletiers", "intituledutiers", "libelletiers"],
        ["pieceref"] = ["numerofacture", "numerodefacture", "nfacture", "numerodepiece", "numeropiece", "ndepiece", "npiece", "piece", "referencepiece"],
        ["ecriturelib"] = ["libelleecriture", "libelledelecriture", "libelle"],
    };

    private readonly Dictionary<string, int> columns = [];

    private FecLayout(string[] header)
    {
        for (var i = 0; i < header.Length; i++) columns.TryAdd(ChampsImport.KeyOf(header[i]), i);
    }

    /// <summary>No column numbers the entries: one ends where debit and credit are equal.</summary>
    public bool EstSansNumero => !columns.ContainsKey("ecriturenum") && !columns.ContainsKey("pieceref");

    /// <summary>The layout of a header, null when it is neither a FEC's nor a journal's.</summary>
    public static FecLayout? Find(string[] header)
    {
        var layout = new FecLayout(header);
        bool Has(string name) => layout.columns.ContainsKey(name);
        if (!Has("debit") || !Has("credit")) if (!Has("montant") || !Has("sens")) return null;
        if (Has("journalcode") && Has("ecriturenum") && Has("ecrituredate") && Has("comptenum")) return layout;
        foreach (var (name, others) in Noms)
        {
            if (!Has(name) && others.FirstOrDefault(Has) is { } other) layout.columns[name] = layout.columns[other];
        }

        return Has("journalcode") && Has("ecrituredate") && Has("comptenum") ? layout : null;
    }

    /// <summary>A trimmed cell by the column's name in lower case, empty when the record is short or the file has no such column.</summary>
    public string Of(string[] cells, string name) => columns.TryGetValue(name, out var i) && i < cells.Length ? cells[i].Trim() : "";
}
