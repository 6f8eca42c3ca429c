using System.Globalization;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Ventes;
using static FichierClient.UnitTests.Imports.LayoutTests;

namespace FichierClient.UnitTests.Imports;

/// <summary>Words, codes and answers by which lists say what a row is, and the columns of programs.</summary>
public sealed class MotsEtProgrammesTests
{
    /// <summary>A: a credit note, F: an invoice, X: annulled, B: a draft, -: refused; « ! » behind: said in a remark.</summary>
    private static string Nature(LigneImportee row) => row.Vente is not { } v || row.Refus is not null ? "-"
        : (v.EstAnnulee ? "X" : v.EstBrouillon ? "B" : v.Type == TypeVente.Avoir ? "A" : "F") + (row.Remarques.Count > 0 ? "!" : "");

    private static async Task<string> NaturesAsync(string heading, string cells) =>
        string.Concat((await RowsAsync($"N° pièce;Client;Date;Montant HT;{heading}\n" + string.Concat(cells.Split('|').Select((c, i) => $"P{i};Alpha;15/01/2025;100;{c}\n")), GenreImport.Mixte)).Select(Nature));

    [Theory]
    [InlineData("Type", "F|A|F", "FAF")]
    [InlineData("Type", "FAC|AVO", "FA")]
    [InlineData("Type", "FA|NC", "FA")]
    [InlineData("Type", "INV|CN", "FA")]
    [InlineData("Type", "FA|AC", "FA")]
    [InlineData("Type", "A|B|C", "FFF")]
    [InlineData("Type", "A|A", "--")]
    [InlineData("Type", "PRO|PART|NC", "FFF")]
    [InlineData("Type", "FA|TIC|BL|CMD|ZZ", "FF---")]
    [InlineData("Type de pièce", "FACC|AVOC|CMD|DEVC|BLC|PRO", "FA----")]
    [InlineData("Avoir", "|X", "FA")]
    [InlineData("Avoir", "N|O", "FA")]
    [InlineData("Annulée", "Non|Oui||checked", "FXFX")]
    [InlineData("Annulée", "Non|12/03/2025", "F-")]
    [InlineData("Validée", "Oui|Non|", "FBF!")]
    [InlineData("Brouillon", "Non|Oui", "FB")]
    [InlineData("Type", "Vente|Retour|Annulation", "FA-")]
    [InlineData("Type", "Prestation|Retour", "F-")]
    [InlineData("Nature", "Vente|Achat", "F-")]
    [InlineData("Nature", "Location|Achat|Prestation", "FFF")]
    [InlineData("Type", "Facture avoirée|Avoir|Facture avec avoir partiel|Facture d'avoir", "FAFA")]
    [InlineData("Type de document", "Facture de retour|Facture de service|Retour client", "AF-")]
    [InlineData("Statut", "Remplacée|Annule et remplace F1|Annulé et remplacé par F2|En remplacement de F1", "XFXF")]
    [InlineData("Statut", "Nulle|Payée", "XF")]
    [InlineData("Sens", "C|D|C", "---")]
    public async Task A_type_a_code_or_an_answer_says_what_a_row_is(string heading, string cells, string expected) => Assert.Equal(expected, await NaturesAsync(heading, cells));

    [Theory]
    [InlineData("N° facture", "Prélèvement rejeté|Paiement refusé|Chèque refusé|Rejet de prélèvement - relancé|Refusée", "FFFFX")]
    [InlineData("N° commande", "Payée|Paiement refusé", "F-")]
    public async Task An_invoice_outlives_its_payment_and_an_order_does_not(string heading, string cells, string expected) =>
        Assert.Equal(expected, string.Concat((await RowsAsync($"{heading};Client;Date;Montant HT;Statut\n" + string.Concat(cells.Split('|').Select((c, i) => $"P{i};Alpha;15/01/2025;100;{c}\n")), GenreImport.Mixte)).Select(Nature)));

    [Theory]
    [InlineData("FA-2025-1|AV-2025-1", "FA!")]
    [InlineData("AV-2025-1|AV-2025-2", "F!F!")]
    [InlineData("1001|AVIGNON-2", "FF")]
    public async Task A_number_of_a_credit_note_makes_one_or_is_said(string numbers, string expected) =>
        Assert.Equal(expected, string.Concat((await RowsAsync("N° pièce;Client;Date;Montant HT\n" + string.Concat(numbers.Split('|').Select(n => $"{n};Alpha;15/01/2025;100\n")), GenreImport.Mixte)).Select(Nature)));

    [Fact]
    public async Task A_column_of_answers_is_read_though_it_is_empty_at_first_and_Dolibarr_numbers_its_types()
    {
        var rows = await RowsAsync("N° pièce;Client;Date;Montant HT;Avoir\n" + string.Concat(Enumerable.Range(0, 30).Select(i => string.Create(CultureInfo.InvariantCulture, $"P{i};Alpha;15/01/2025;100;{(i < 25 ? "" : "Oui")}\n"))), GenreImport.Mixte);
        Assert.Equal(5, rows.Count(r => r.Vente!.Type == TypeVente.Avoir));
        var dolibarr = await RowsAsync("Ref;Date facturation;Type;Tiers;Total HT;Etat\nF1;15/01/2025;0;Alpha;100;2\nF2;16/01/2025;2;Alpha;20;2\nF3;17/01/2025;4;Beta;30;1\n", GenreImport.Ventes);
        Assert.Equal("FA-", string.Concat(dolibarr.Select(Nature)));
    }
}
