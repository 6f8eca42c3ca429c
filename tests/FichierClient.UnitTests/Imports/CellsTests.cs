using System.Text;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;
using static FichierClient.UnitTests.Imports.LayoutTests;

namespace FichierClient.UnitTests.Imports;

/// <summary>What people write into the cells of their lists: units, currencies, words for nothing, words around numbers.</summary>
public sealed class CellsTests
{
    private const string Numeros = "Nom;Société;Téléphone\nA;X;";

    [Theory]
    [InlineData("Montant HT", "12€50", 12.5, null)]
    [InlineData("Montant HT", "1'250.-", 1250, null)]
    [InlineData("Montant HT", "(100,00) €", -100, null)]
    [InlineData("Montant HT", "-   €", 0, "EUR")]
    [InlineData("Montant HT", "500,00 $", 500, "USD")]
    [InlineData("Montant HT", "300,00 CHF", 300, "CHF")]
    [InlineData("Montant HT", "$(50.00)", -50, "USD")]
    [InlineData("Montant HT (USD)", "1200,00", 1200, "USD")]
    [InlineData("Montant HT (£)", "1200,00", 1200, "GBP")]
    [InlineData("Montant HT", "12k€", 12000, "EUR")]
    [InlineData("Montant HT", "1,5 M€", 1500000, "EUR")]
    [InlineData("CA (k€)", "12,5", 12500, "EUR")]
    [InlineData("CA (k€)", "12,5 k€", 12500, "EUR")]
    [InlineData("Montant HT (centimes)", "12050", 120.5, null)]
    [InlineData("Amount (cents)", "8050", 80.5, null)]
    public async Task An_amount_says_its_unit_and_its_currency(string heading, string cell, double expected, string? devise)
    {
        var row = Assert.Single(await RowsAsync($"N° facture;Date;Client;{heading}\nF1;15/01/2025;Alpha;{cell}\n", GenreImport.Mixte));
        Assert.Null(row.Refus);
        Assert.Equal((decimal)expected, row.Vente!.Ligne.PrixUnitaireHt * (row.Vente.EstNegative ? -1 : 1));
        if (devise is not null) Assert.Equal(devise, row.Vente.Devise);
    }

    [Theory]
    [InlineData("12 500 F")]
    [InlineData("\"500\n600\"")]
    [InlineData("1 200 € 20%")]
    [InlineData("12 50")]
    [InlineData("env. 1 250 €")]
    public async Task An_amount_that_is_not_one_makes_no_vente(string cell) =>
        Assert.Contains("n’est pas un nombre", Assert.Single(await RowsAsync($"N° facture;Date;Client;Montant HT\nF1;15/01/2025;Alpha;{cell}\n", GenreImport.Mixte)).VenteEcartee, StringComparison.Ordinal);

    [Fact]
    public async Task A_currency_column_is_right_whatever_the_cell_shows() =>
        Assert.Equal("GBP", Assert.Single(await RowsAsync("N° facture;Date;Client;Montant HT;Devise\nF1;15/01/2025;Alpha;500 $;GBP\n", GenreImport.Mixte)).Vente!.Devise);

    [Fact]
    public async Task A_workbook_s_number_format_says_the_currency()
    {
        static string Cell(string text) => $"<c t='inlineStr'><is><t>{text}</t></is></c>";
        var book = new XlsxFile { Formats = ["[$$-409]#,##0.00", "#,##0.00\\ [$CHF]", "#,##0.00\\ &quot;€&quot;", "[$-40C]#,##0.00"] }.Sheet("F", $"<row>{Cell("Date")}{Cell("Client")}{Cell("Montant HT")}</row>"
            + string.Concat(Enumerable.Range(1, 4).Select(i => $"<row>{Cell("15/01/2025")}{Cell("Alpha")}<c s='{i}'><v>{i}.5</v></c></row>"))).ToBytes();
        var file = await WorkbookTests.AnalyseAsync(book);
        Assert.Equal(["1.5 USD", "2.5 CHF", "3.5", "4.5"], file.Sample.Select(r => r[2]));

        var ods = await WorkbookTests.AnalyseAsync(OdsTests.Ods("<table:table-row><table:table-cell office:value-type='currency' office:currency='USD' office:value='5'/><table:table-cell office:value-type='currency' office:currency='EUR' office:value='6'/></table:table-row>"));
        Assert.Equal(["5 USD", "6"], ods.Sample[0]);
    }

    [Fact]
    public async Task Both_decimal_marks_or_both_orders_in_one_column_are_asked_and_the_answer_is_for_what_fits_both()
    {
        const string file = "N° facture;Date;Client;Montant HT\nF1;31/12/2024;A;850,50\nF2;12/31/2024;A;99.90\nF3;03/04/2025;A;1.250\nF4;05/06/2025;A;2,500\n";
        var analysis = await ReadingTests.AnalyseAsync(file);
        var mapping = MappingProposal.Propose(analysis, GenreImport.Mixte);
        Assert.Equal(["dates", "decimales"], LectureColonnes.Build(analysis, GenreImport.Mixte, mapping).Questions.Select(q => q.Sujet));

        var rows = await RowsAsync(file, GenreImport.Mixte, m => m with { Dates = OrdreDate.MoisJour, Decimales = SeparateurDecimal.Virgule });
        Assert.NotNull(rows[0].VenteEcartee);
        Assert.Equal([(new DateOnly(2024, 12, 31), 99.9m), (new DateOnly(2025, 3, 4), 1250m), (new DateOnly(2025, 5, 6), 2.5m)], rows.Skip(1).Select(r => (r.Vente!.Date, r.Vente.Ligne.PrixUnitaireHt)));
    }

    [Fact]
    public async Task A_year_that_stands_first_is_proven_by_days_to_come_and_a_sale_to_come_is_said()
    {
        var rows = await RowsAsync("N° facture;Date;Client;Montant HT\nF1;24/12/31;A;10\nF2;25/01/15;A;20\n", GenreImport.Mixte);
        Assert.Equal([new DateOnly(2024, 12, 31), new DateOnly(2025, 1, 15)], rows.Select(r => r.Vente!.Date));

        var old = await RowsAsync("N° facture;Date;Client;Montant HT\nF1;15/03/10;A;10\nF2;01/01/2099;A;10\n", GenreImport.Mixte);
        Assert.Equal(new DateOnly(2010, 3, 15), old[0].Vente!.Date);
        Assert.Equal([0, 1], old.Select(r => r.Remarques.Count(t => t.Contains("à venir", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("10,00 €", 2, 100, 190)]
    [InlineData("10 %", 2, 100, 180)]
    [InlineData("10", 2, 100, 180)]
    [InlineData("33,33 €", 1, 100, 66.67)]
    public async Task A_discount_with_a_currency_sign_is_an_amount(string remise, int quantity, int price, double expected)
    {
        var vente = Assert.Single(await RowsAsync($"N° facture;Date;Client;Quantité;PU HT;Remise\nF1;15/01/2025;A;{quantity};{price},00;{remise}\n", GenreImport.Mixte)).Vente!;
        Assert.Equal((decimal)expected, Argent.Round(vente.Ligne.Quantite * vente.Ligne.PrixUnitaireHt * (1 - vente.Ligne.Remise / 100)));
    }

    [Fact]
    public async Task A_discount_above_a_hundred_makes_the_column_amounts()
    {
        var rows = await RowsAsync("N° facture;Date;Client;Quantité;PU HT;Remise\nF1;15/01/2025;A;1;500;50\nF2;15/01/2025;A;1;500;150\n", GenreImport.Mixte);
        Assert.Equal([450m, 350m], rows.Select(r => Argent.Round(r.Vente!.Ligne.PrixUnitaireHt * (1 - r.Vente.Ligne.Remise / 100))));
    }

    [Theory]
    [InlineData("0,2", "0,055", 20, 5.5)]
    [InlineData("0,2", "20", 20, 20)]
    [InlineData("0,3", "0,2", 0.3, 20)]
    public async Task Rates_below_one_throughout_are_shares_of_one(string first, string second, double one, double two)
    {
        var rows = await RowsAsync($"N° facture;Date;Client;Montant HT;Taux TVA\nF1;15/01/2025;A;100,00;{first}\nF2;15/01/2025;A;100,00;{second}\n", GenreImport.Mixte);
        Assert.Equal([(decimal)one, (decimal)two], rows.Select(r => r.Vente!.Ligne.TauxTva));
    }

    [Theory]
    [InlineData("0,1", 10)]
    [InlineData("10", 10)]
    public async Task Discounts_below_one_throughout_are_shares_of_one(string cell, int expected) =>
        Assert.Equal(expected, Assert.Single(await RowsAsync($"N° facture;Date;Client;Quantité;PU HT;Remise %\nF1;15/01/2025;A;2;100,00;{cell}\n", GenreImport.Mixte)).Vente!.Ligne.Remise);

    [Theory]
    [InlineData("2 j", 2.0)]
    [InlineData("1,5 h", 1.5)]
    [InlineData("12 m²", 12.0)]
    [InlineData("1 h", 1.0)]
    [InlineData("2h30", 2.5)]
    [InlineData("2 h 30", 2.5)]
    [InlineData("2 heures 45 min", 2.75)]
    [InlineData("1:20", 1.3333)]
    [InlineData("2h75", null)]
    [InlineData("2 x 3", null)]
    public async Task A_quantity_may_have_its_unit(string cell, double? expected) =>
        Assert.Equal((decimal?)expected, Assert.Single(await RowsAsync($"N° facture;Date;Client;Quantité;PU HT\nF1;15/01/2025;A;{cell};100,00\n", GenreImport.Mixte)).Vente?.Ligne.Quantite);

    [Theory]
    [InlineData("-")]
    [InlineData("néant")]
    [InlineData("NC")]
    [InlineData("n/a")]
    [InlineData("NULL")]
    [InlineData("\\N")]
    [InlineData("?")]
    [InlineData("########")]
    public async Task A_word_for_nothing_is_an_empty_cell(string nothing)
    {
        var row = Assert.Single(await RowsAsync($"Raison sociale;SIRET;TVA intracommunautaire;Email;Téléphone;Adresse;Code postal;Ville\nAlpha;{string.Join(';', Enumerable.Repeat(nothing, 7))}\n", GenreImport.Entreprises));
        Assert.Null(row.Refus);
        Assert.Empty(row.Remarques);
        var e = row.Entreprise!;
        Assert.Equal((null, null, null, 0, null, null, null), (e.Siret, e.NumeroTva, e.Email, e.Telephones.Count, e.Facturation.Voie, e.Facturation.CodePostal, e.Facturation.Commune));
    }

    [Theory]
    [InlineData("#N/A", "erreur du tableur")]
    [InlineData("#REF!", "erreur du tableur")]
    [InlineData("########", "erreur du tableur")]
    [InlineData("NULL", "")]
    public async Task A_name_that_is_none_names_nobody(string name, string reason) =>
        Assert.Contains(reason, Assert.Single(await RowsAsync($"N° facture;Date;Client;Montant HT\nF1;15/01/2025;{name};10\n", GenreImport.Mixte)).Refus, StringComparison.Ordinal);

    [Theory]
    [InlineData("SIRET", "SIRET : 552 100 554 00013", "552100554", "55210055400013")]
    [InlineData("SIRET", "55210055400013 (siège)", "552100554", "55210055400013")]
    [InlineData("SIRET", "RCS Paris 552 100 554", "552100554", null)]
    [InlineData("SIRET", "en cours", null, null)]
    [InlineData("SIREN", "RCS Paris B 552 100 554", "552100554", null)]
    public async Task An_identifier_may_have_words_around(string heading, string cell, string? siren, string? siret)
    {
        var row = Assert.Single(await RowsAsync($"Raison sociale;{heading}\nAlpha;{cell}\n", GenreImport.Entreprises));
        Assert.Equal((null, siren, siret), (row.Refus, row.Entreprise!.Siren, row.Entreprise.Siret));
    }

    [Theory]
    [InlineData("TVA : FR40303265045", "FR40303265045")]
    [InlineData("N° TVA intracom : FR 40 303 265 045", "FR40303265045")]
    [InlineData("BE 0403.170.701", "BE0403170701")]
    [InlineData("NON ASSUJETTI", null)]
    [InlineData("exonéré", null)]
    public async Task A_vat_number_has_digits_and_may_have_its_name_before(string cell, string? expected)
    {
        var row = Assert.Single(await RowsAsync($"Raison sociale;N° TVA intracommunautaire\nAlpha;{cell}\n", GenreImport.Entreprises));
        Assert.Equal((null, expected), (row.Refus, row.Entreprise!.NumeroTva));
    }

    [Theory]
    [InlineData("75002 CEDEX 02", "75002")]
    [InlineData("FR-35000", "35000")]
    [InlineData("75 002", "75002")]
    public async Task A_postcode_is_its_five_digits(string cell, string expected) =>
        Assert.Equal(expected, Assert.Single(await RowsAsync($"Raison sociale;CP;Ville\nAlpha;{cell};X\n", GenreImport.Entreprises)).Entreprise!.Facturation.CodePostal);

    [Theory]
    [InlineData("01.23.45.67.89 - 06.12.34.56.78", "+33123456789|,+33612345678|")]
    [InlineData("0123456789/0612345678", "+33123456789|,+33612345678|")]
    [InlineData("bureau 01 23 45 67 89, port. 06 12 34 56 78", "+33123456789|Bureau,+33612345678|Mobile")]
    [InlineData("01 23 45 67 89 (bureau), 06 12 34 56 78 (mobile)", "+33123456789|Bureau,+33612345678|Mobile")]
    [InlineData("01 23 45 67 89 ou 06 12 34 56 78", "+33123456789|,+33612345678|")]
    [InlineData("01 23 45 67 89 après 18 h, 06 12 34 56 78", "|")]
    public async Task A_cell_may_hold_several_phones_with_their_labels(string cell, string expected) =>
        Assert.Equal(expected, string.Join(',', Assert.Single(await RowsAsync($"{Numeros}{cell}\n", GenreImport.Contacts)).Contact!.Telephones.Select(t => $"{t.E164}|{t.Libelle}")));

    [Fact]
    public async Task A_birthday_without_its_year_and_a_comma_for_a_point_lose_nobody()
    {
        var row = Assert.Single(await RowsAsync("Prénom;Nom;Société;Email;Anniversaire\nJean;Martin;X;jean@alpha,fr;3 mars\n", GenreImport.Contacts));
        Assert.Null(row.Refus);
        Assert.Equal((3, 3, null), row.Contact!.Anniversaire);
        Assert.Equal(["jean@alpha.fr"], row.Contact.Emails);
        Assert.Contains("virgule", Assert.Single(row.Remarques), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("45673,5", "2025-01-16")]
    [InlineData("\"Mar 4, 2025\"", "2025-03-04")]
    public async Task A_day_is_read_from_a_serial_with_a_comma_and_from_american_words(string cell, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(await RowsAsync($"N° facture;Date;Client;Montant HT\nF1;{cell};A;10\n", GenreImport.Mixte)).Vente!.Date);

    [Theory]
    [InlineData(850, "Raison sociale;Ville\nSociété Générale d'électricité;Orléans\n", "ibm850")]
    [InlineData(850, "N° client;Raison sociale;Ville\n1;CAFÉ DE LA PLACE;Besançon\n", "ibm850")]
    [InlineData(10000, "Raison sociale;Ville\nSociété Française;Orléans\n", "macintosh")]
    [InlineData(1252, "Raison sociale;Ville\nSociété « L’Été »…;Orléans\n", "windows-1252")]
    public async Task Programs_of_dos_days_are_told_from_macs(int codePage, string text, string name)
    {
        var file = await WorkbookTests.AnalyseAsync(EncodingDetector.Get(codePage).GetBytes(text));
        Assert.Equal(name, file.EncodingName);
        Assert.Equal(text.Split('\n')[1].Split(';'), file.Sample[0]);
    }

    [Fact]
    public async Task A_second_coat_of_utf8_comes_off_and_the_end_of_a_dos_file_is_no_row()
    {
        const string text = "Raison sociale;Siège\nSociété Générale;Ãge d’or à Orléans\n";
        var twice = Encoding.UTF8.GetBytes(EncodingDetector.Windows1252.GetString(Encoding.UTF8.GetBytes("Raison sociale;Siège\nSociété « Générale »;Orléans – Nord\n")));
        Assert.Equal([["Société « Générale »", "Orléans – Nord"]], (await WorkbookTests.AnalyseAsync(twice)).Sample);
        Assert.Equal([["Société Générale", "Ãge d’or à Orléans"]], (await WorkbookTests.AnalyseAsync(Encoding.UTF8.GetBytes(text))).Sample);
        Assert.Single(await RowsAsync("Raison sociale;Ville\nAlpha;Brest\n\u001A", GenreImport.Entreprises));
    }
}
