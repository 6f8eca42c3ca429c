using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>Headers that mean several things are told apart by the first cells below them.</summary>
internal static class ColumnContent
{
    private static readonly string[] Answers = ["true", "false", "vrai", "faux", "oui", "non", "yes", "no"];

    private static readonly string[] Names = ["tiers", "client", "customer"];

    /// <summary>The cells can't be this field, whatever the column is called.</summary>
    public static bool Denies(FileAnalysis file, int column, ChampImport champ)
    {
        // The key itself: a lossless export.
        if (file.Headers[column] == champ.Cle) return false;
        var cells = file.Sample.Where(r => column < r.Length && !string.IsNullOrWhiteSpace(r[column])).Select(r => r[column].Trim()).ToList();
        return champ.Cle switch
        {
            // « Company Type » is a legal form elsewhere, and « Type » anything.
            "entreprise.nature" => cells.Count == 0 || !cells.TrueForAll(c => NaturesLigne.Of(c, file.Headers[column]) is not null),
            // « ParentId » is a number of Salesforce's, and no name.
            "entreprise.societe_liee" => ChampsImport.KeyOf(file.Headers[column]) == "parentid" && cells.TrueForAll(c => !c.Contains(' ', StringComparison.Ordinal) && c.Any(char.IsAsciiDigit)),
            // « TVA » is an amount beside HT and TTC, a rate, or a company's number.
            "vente.montant_tva" => IsTva(file, column) && !ColonneTva.IsAmount(file, column),
            "vente.taux_tva" => (IsTva(file, column) && ColonneTva.IsAmount(file, column)) || (cells.Count > 0 && !cells.Exists(c => c.Any(char.IsAsciiDigit))) || (IsTva(file, column) && cells.Exists(c => c.Any(char.IsAsciiLetter))),
            "entreprise.tva" when ChampsImport.KeyOf(file.Headers[column]) == "nidentifiant" => cells.Count == 0 || !cells.TrueForAll(c => c.Length > 4 && char.IsAsciiLetterUpper(c[0]) && char.IsAsciiLetterUpper(c[1])),
            "entreprise.tva" => IsTva(file, column) && cells.Count > 0 && !cells.Exists(c => c.Any(char.IsAsciiLetter)),
            // The day on which a deal was closed isn't the company's last.
            "entreprise.cessee_le" => file.Headers.Any(h => MappingProposal.Find(h, SectionImport.Vente, Precision.Precis).Any(c => c.Cle == "vente.statut")),
            // A number of the file, and no name.
            "entreprise.reference" => Names.Any(k => k == ChampsImport.KeyOf(file.Headers[column])) && (cells.Count == 0 || !cells.TrueForAll(c => !c.Contains(' ', StringComparison.Ordinal) && c.Any(char.IsAsciiDigit))),
            // « Title » is Mr. for some and Director for others.
            "contact.civilite" => cells.Count > 0 && !cells.Exists(ContactReader.IsCivilite),
            // « Customer » says whether it is one in Odoo and Dolibarr.
            "entreprise.nom" or "entreprise.nom_autre" => cells.Count > 0 && ChampsImport.KeysOf(file.Headers[column]).Any(k => k is "customer" or "client") && cells.TrueForAll(IsAnswer),
            _ => false,
        };
    }

    private static bool IsTva(FileAnalysis file, int column) => ChampsImport.KeyOf(file.Headers[column]) == "tva";

    private static bool IsAnswer(string cell) => (cell.Length == 1 && char.IsAsciiDigit(cell[0])) || Array.Exists(Answers, a => a.Equals(cell, StringComparison.OrdinalIgnoreCase));
}
