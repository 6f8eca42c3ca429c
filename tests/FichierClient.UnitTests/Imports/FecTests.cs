using System.Text;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Ventes;

namespace FichierClient.UnitTests.Imports;

public sealed class FecTests
{
    private const string Header = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\r\n";

    [Fact]
    public async Task Entries_with_an_account_70_are_ventes_and_the_others_none()
    {
        var rows = await RowsAsync(Header
            + Line("VE|1|20240115|411000|Clients|C01|Dupont SARL|F1|20240114|Facture 1|1200,00|0,00") + Line("VE|1|20240115|706000|Prestations|||F1|20240114|Conseil|0,00|1000,00")
            + Line("VE|1|20240115|445710|TVA|||F1|20240114|Facture 1|0,00|200,00")
            + Line("AC|2|20240116|607000|Achats|||A1|20240116|Achat|50|0") + Line("AC|2|20240116|401000|Fournisseurs|F9|Fourni|A1|20240116|Achat|0|50")
            + Line("BQ|3|20240117|512000|Banque|||B1|20240117|Virement|1200|0") + Line("BQ|3|20240117|411000|Clients|C01|Dupont SARL|B1|20240117|Virement|0|1200")
            + Line("VE|4|20240201|411DURAND|Clients - Durand|||AV1|20240201|Avoir|0|105.50") + Line("VE|4|20240201|707000|Marchandises|||AV1|20240201|Retour|100|0") + Line("VE|4|20240201|445712|TVA|||AV1|20240201|Avoir|5.5|0"));

        Assert.Equal([2, 9], rows.Select(r => (int)r.Ligne));
        Assert.All(rows, r => Assert.Null(r.Refus));
        Assert.Equal(("F1", new DateOnly(2024, 1, 14), TypeVente.Facture, "Conseil"), (rows[0].Vente!.Numero, rows[0].Vente!.Date, rows[0].Vente!.Type, rows[0].Vente!.Ligne.Designation));
        Assert.Equal((1000m, 20m), (rows[0].Vente!.Ligne.PrixUnitaireHt, rows[0].Vente!.Ligne.TauxTva));
        Assert.Equal(("C01", "Dupont SARL"), (rows[0].Entreprise!.Reference, rows[0].Entreprise!.Nom));
        Assert.Equal((TypeVente.Avoir, 100m, 5.5m), (rows[1].Vente!.Type, rows[1].Vente!.Ligne.PrixUnitaireHt, rows[1].Vente!.Ligne.TauxTva));
        Assert.Equal(("411DURAND", "Durand"), (rows[1].Entreprise!.Reference, rows[1].Entreprise!.Nom));
    }

    [Theory]
    [InlineData("VE|1|20240115|411000|Clients|C01|A|F1|20240115|x|1200|0;VE|1|20240115|706000|P|||F1|20240115|x|0|1000", "équilibrée")]
    [InlineData("VE|1|20240115|512000|Banque|||F1|20240115|x|1000|0;VE|1|20240115|706000|P|||F1|20240115|x|0|1000", "sans client")]
    [InlineData("VE|1|20240115|411000|Clients|C01|A|F1|20240115|x|500|0;VE|1|20240115|411000|Clients|C02|B|F1|20240115|x|500|0;VE|1|20240115|706000|P|||F1|20240115|x|0|1000", "plusieurs clients")]
    [InlineData("VE|1|20240115|411000|Clients|C01|A|F1|20240115|x|12OO|0;VE|1|20240115|706000|P|||F1|20240115|x|0|1000", "12OO")]
    public async Task An_entry_that_does_not_tell_one_vente_is_refused_with_the_reason(string lines, string reason) =>
        Assert.Contains(reason, Assert.Single(await RowsAsync(Header + string.Concat(lines.Split(';').Select(Line)))).Refus, StringComparison.Ordinal);

    [Fact]
    public async Task What_is_still_to_be_invoiced_is_no_vente_and_a_kind_of_client_is_no_client()
    {
        var rows = await RowsAsync(Header
            + Line("OD|1|20241231|41810000|Clients - factures à établir|||OD1|20241231|FAE|1000|0") + Line("OD|1|20241231|706000|P|||OD1|20241231|FAE|0|1000")
            + Line("VE|2|20250115|41910000|Avances|||F2|20250115|x|200|0") + Line("VE|2|20250115|41100123|Clients - Dupont|||F2|20250115|x|800|0") + Line("VE|2|20250115|706000|P|||F2|20250115|x|0|1000")
            + Line("VE|3|20250116|41110000|Clients - ventes de biens|||F3|20250116|x|10|0") + Line("VE|3|20250116|706000|P|||F3|20250116|x|0|10"));

        Assert.Equal(3, rows.Count);
        Assert.Contains("facture à établir", rows[0].Refus, StringComparison.Ordinal);
        Assert.Equal(("F2", "41100123", "Dupont"), (rows[1].Vente!.Numero, rows[1].Entreprise!.Reference, rows[1].Entreprise!.Nom));
        Assert.Contains("sans client", rows[2].Refus, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AN", "Report 2025")]
    [InlineData("RAN", "F12")]
    [InlineData("OD", "À-nouveaux")]
    [InlineData("OD", "A nouveau F12")]
    public async Task What_opens_a_year_was_sold_before_and_is_said(string journal, string label) =>
        Assert.Contains("à-nouveau", Assert.Single(await RowsAsync(Header + Line($"{journal}|1|20260101|411000|Clients|C1|ALPHA|AN|20260101|{label}|5000|0") + Line($"{journal}|1|20260101|706000|P|||AN|20260101|{label}|0|5000"))).Refus, StringComparison.Ordinal);

    [Theory]
    [InlineData("AN|Ventes Annecy", "Facture F1", "Facture F1")]
    [InlineData("VE|Ventes", "A nouveau tarif F1", "Prestation")]
    public async Task A_journal_of_ventes_or_one_line_that_begins_so_opens_nothing(string journal, string label, string other) =>
        Assert.Null(Assert.Single(await RowsAsync(Header + $"{journal}|1|20260105|411000|Clients|C1|ALPHA|F1|20260105|{label}|50|0||||\r\n" + $"{journal}|1|20260105|706000|P|||F1|20260105|{other}|0|50||||\r\n")).Refus);

    [Fact]
    public async Task The_title_of_an_account_names_its_client()
    {
        var rows = await RowsAsync("Journal;Date;Compte;Intitulé;Pièce;Libellé;Débit;Crédit\nV1;15/01/2026;411ALPHA;ALPHA SARL;1;F;1200;0\nV1;15/01/2026;707000;Ventes;1;F;0;1200\nV2;16/01/2026;411BRAVO;BRAVO;2;F;60;0\nV2;16/01/2026;707000;Ventes;2;F;0;60\n");
        Assert.Equal([("1", "ALPHA SARL"), ("2", "BRAVO")], rows.Select(r => (r.Vente!.Numero!, r.Entreprise!.Nom!)));
    }

    [Fact]
    public async Task Lines_of_an_entry_that_come_apart_are_told()
    {
        string Sale(string number) => Line($"VE|{number}|20240115|411000|Clients|C01|A|F{number}|20240115|x|1000|0") + Line($"VE|{number}|20240115|706000|P|||F{number}|20240115|x|0|1000");

        Assert.Contains("ne se suivent pas", (await RowsAsync(Header + Sale("1") + Sale("2") + Sale("1")))[2].Refus, StringComparison.Ordinal);
    }

    private static string Line(string cells) => cells.Insert(cells.IndexOf('|', StringComparison.Ordinal), "|Journal") + "|||20240131||\r\n";

    [Theory]
    // Sage: side and amount; each entry by its number.
    [InlineData("Code journal;Date de pièce;N° de pièce;N° Compte général;N° Compte tiers;Libellé écriture;Sens;Montant;Lettrage\nVE;15/01/2024;F1;411000;C01;Facture 1;D;1200,00;\nVE;15/01/2024;F1;706000;;Conseil;C;1000,00;\nVE;15/01/2024;F1;445710;;Facture 1;C;200,00;\nBQ;20/01/2024;B1;512000;;Virement;D;1200;\nBQ;20/01/2024;B1;411000;C01;Virement;C;1200;\n", "F1", "C01")]
    // Odoo: invoice and entry have their own numbers, the client stands on each line.
    [InlineData("Numéro de pièce;Numéro facture;Code journal;Date facture;Code client;Nom client;Code compte;Libellé compte;Débit;Crédit\n9;F1;VE;15/01/2024;C01;Dupont;411000;Clients;1200,00;0\n9;F1;VE;15/01/2024;C01;Dupont;706000;Conseil;0;1000,00\n9;F1;VE;15/01/2024;C01;Dupont;445710;TVA;0;200,00\n", "F1", "C01")]
    // EBP: no number at all; an entry ends where it is balanced.
    [InlineData("Code journal;Date;N° de compte;Débit;Crédit\nVE;15/01/2024;411ABC;1200,00000000;0\nVE;15/01/2024;706000;0;1000\nVE;15/01/2024;445710;0;200\nBQ;15/01/2024;411ABC;0;1200\nBQ;15/01/2024;512000;1200;0\n", null, "411ABC")]
    public async Task Journals_of_accounting_programs_are_read_as_a_fec(string text, string? numero, string client)
    {
        var row = Assert.Single(await RowsAsync(text));

        Assert.Null(row.Refus);
        Assert.Equal((numero, new DateOnly(2024, 1, 15), client), (row.Vente!.Numero, row.Vente.Date, row.Entreprise!.Reference));
        Assert.Equal((1000m, 20m, TypeVente.Facture), (row.Vente.Ligne.PrixUnitaireHt, row.Vente.Ligne.TauxTva, row.Vente.Type));
    }

    [Fact]
    public async Task A_collective_account_whose_title_names_the_client_has_one()
    {
        var row = Assert.Single(await RowsAsync(Header + Line("VT|1|20250101|411000|Clients - Dupont|||F1|20250101|x|1200|0") + Line("VT|1|20250101|706000|P|||F1|20250101|x|0|1000") + Line("VT|1|20250101|445710|TVA|||F1|20250101|x|0|200")));

        Assert.Null(row.Refus);
        Assert.Equal((null, "Dupont"), (row.Entreprise!.Reference, row.Entreprise.Nom));
    }

    [Fact]
    public async Task Two_entries_of_a_day_without_numbers_are_two_ventes()
    {
        var rows = await RowsAsync("Journal;Date;Compte;Débit;Crédit\nVE;15/01/2024;700;0;0\nVE;15/01/2024;411ABC;100;0\nVE;15/01/2024;706000;0;100\nVE;15/01/2024;411XYZ;50;0\nVE;15/01/2024;706000;0;50\n");

        Assert.Equal([("411ABC", 100m), ("411XYZ", 50m)], rows.Select(r => (r.Entreprise!.Reference!, r.Vente!.Ligne.PrixUnitaireHt)));
    }

    private static async Task<List<LigneImportee>> RowsAsync(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var file = await WorkbookTests.AnalyseAsync(bytes);
        Assert.Equal(FormatFichier.Fec, file.Dialect.Format);
        var lecture = LectureColonnes.Build(file, GenreImport.Mixte, MappingProposal.Propose(file, GenreImport.Mixte));
        Assert.Empty(lecture.Manques);
        Assert.Empty(lecture.Questions);
        using var reader = await RowReader.OpenAsync(file, new MemoryStream(bytes), TestContext.Current.CancellationToken);
        return (await reader.ReadAsync(100, TestContext.Current.CancellationToken)).ConvertAll(new RowParser(lecture, GenreImport.Mixte).Parse);
    }
}
