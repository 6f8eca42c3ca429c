using FichierClient.Application.Common;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>What the mapped columns together say about the documents of the file, their units and their days.</summary>
public sealed partial class LectureColonnes
{
    private bool surtoutAuCredit, estFec;

    /// <summary>How the file tells its documents apart.</summary>
    internal PiecesVente Pieces { get; private set; } = new();

    /// <summary>A column tells factures and avoirs apart.</summary>
    public bool DitLeType => NommeDocuments || Has("vente.est_avoir") || Has("vente.numero_avoir");

    /// <summary>The accounting journal of a row of a FEC whose series nobody mapped; null: another file.</summary>
    internal string? JournalDe(FileRecord record) => estFec && !Has("vente.serie") && record.Cells is [{ Length: > 0 } journal, ..] ? journal.Trim() : null;

    /// <summary>Headings that don't say whether the tax is within.</summary>
    private static readonly string[] SansMention = ["total", "montant", "amount", "montantfacture", "prixtotal", "somme", "valeur"];

    /// <summary>The amount is one of which nothing says whether the tax is within.</summary>
    internal bool EstSansMention(FileAnalysis file) =>
        EnTete("vente.montant_ht") is { } amount && Array.IndexOf(SansMention, ChampsImport.KeyOf(amount)) >= 0 && !Has("vente.montant_ttc")
        && (!Has("vente.montant_tva") || file.TaxeDe(ColumnOf("vente.montant_ht"), ColumnOf("vente.montant_tva")).EstOuvert);

    /// <summary>Takes the amount for what the answer says.</summary>
    private void SettleTax(FileAnalysis file)
    {
        if (Correspondance.Taxes != TaxesDuMontant.Ttc || !EstSansMention(file)) return;
        (columns["vente.montant_ttc"], headers["vente.montant_ttc"]) = (columns["vente.montant_ht"], headers["vente.montant_ht"]);
        if (unites.TryGetValue("vente.montant_ht", out var unit)) unites["vente.montant_ttc"] = unit;
        columns.Remove("vente.montant_ht");
        headers.Remove("vente.montant_ht");
    }

    /// <summary>French amounts are with or without tax, which a list of invoices has to say; of deals and of other countries' lists they are taken as they stand, and that is said.</summary>
    private IEnumerable<QuestionImport> AskTax(FileAnalysis file) =>
        Correspondance.Taxes is null && !SontDesAffaires && !EstSansPerte && IsFrench(file) && EstSansMention(file) ? [new("taxes", EnTete("vente.montant_ht")!, file.Columns.ElementAtOrDefault(ColumnOf("vente.montant_ht"))?.Samples ?? [])] : [];

    /// <summary>The units of quantities and prices.</summary>
    internal UnitesDeMesure Unites { get; private set; } = new();

    /// <summary>The prices contain the tax, as the totals beside them show.</summary>
    internal bool PrixTaxeDedans { get; private set; }

    /// <summary>Birthdays without a year have the month first.</summary>
    internal bool MoisDAbord { get; private set; }

    /// <summary>A column goes into a field.</summary>
    public bool Maps(int column) => columns.ContainsValue(column);

    /// <summary>The row is on the debit side of an account whose rows are mostly credits, as the sales' own: an avoir, or the invoices of a client who pays in parts.</summary>
    internal bool EstAuDebit(FileRecord record) => surtoutAuCredit && cote is { } i && !columns.ContainsValue(i) && i < record.Cells.Length && TexteNormalise.Of(record.Cells[i]) is "d" or "debit";

    /// <summary>Without a column of amounts, a price of another unit makes none.</summary>
    private IEnumerable<string> UnitesAMarier() =>
        Unites.Different && !Has("vente.montant_ht") ? [Texts.Get("Import_unites_differentes", EnTete("vente.quantite")!, EnTete("vente.prix_unitaire")!)] : [];
}
