using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Ventes;
using static FichierClient.UnitTests.Imports.LayoutTests;

namespace FichierClient.UnitTests.Imports;

/// <summary>What a file means is judged on all its rows: a sorted list begins with rows that look alike.</summary>
public sealed class FaitsTests
{
    private const int Many = 60;

    [Fact]
    public async Task A_list_sorted_by_its_states_shows_only_at_the_end_that_they_are_those_of_deals()
    {
        var rows = await RowsAsync("N° facture;Client;Date;Montant HT;Statut\n" + Each(i => $"F{i};Alpha;15/01/2025;10;En cours") + "G1;Beta;15/01/2025;100;Gagné\nG2;Beta;15/01/2025;50;Perdu\n", GenreImport.Mixte);
        Assert.Equal("G1", Assert.Single(rows, r => r is { Refus: null, Vente: not null }).Vente!.Numero);
    }

    [Fact]
    public async Task Purchases_below_many_other_words_are_none_of_our_sales()
    {
        var rows = await RowsAsync("N° facture;Client;Date;Montant HT;Sens\n" + Each(i => $"F{i};Alpha;15/01/2025;10;Avoir") + "G1;Beta;15/01/2025;100;Vente\nG2;Gros;15/01/2025;50;Achat\n", GenreImport.Mixte);
        Assert.Equal("G1", rows[^2].Vente?.Numero);
        Assert.Equal("Gros", Assert.Single(rows, r => r.Refus is not null).Entreprise!.Nom);
    }

    [Fact]
    public async Task Names_that_tell_their_order_below_those_that_do_not_settle_it_for_all()
    {
        var rows = await RowsAsync("Contact;Société\n" + Each(i => $"Lefort Moreau;Alpha {i}") + "Dupont Jean;Beta\nMoulin Anne;Gamma\n", GenreImport.Contacts);
        Assert.All(rows.Take(Many), r => Assert.Equal(("Moreau", "Lefort"), (r.Contact!.Prenom, r.Contact.Nom)));
    }

    [Fact]
    public async Task A_total_whose_first_rows_have_no_tax_is_found_to_contain_it()
    {
        var rows = await RowsAsync("N° facture;Client;Date;Total;TVA\n" + Each(i => $"F{i};Alpha;15/01/2025;10,00;0,00") + "G1;Beta;15/01/2025;120,00;20,00\nG2;Beta;16/01/2025;66,00;11,00\n", GenreImport.Mixte);
        Assert.Equal([100m, 55m], rows.TakeLast(2).Select(r => r.Vente!.Ligne.PrixUnitaireHt));
    }

    [Fact]
    public async Task A_mapping_that_takes_totals_with_tax_for_amounts_without_it_makes_no_ventes()
    {
        var file = await ReadingTests.AnalyseAsync("N° facture;Client;Date;Total;TVA\nF1;Alpha;15/01/2025;120,00;20,00\nF2;Alpha;16/01/2025;240,00;40,00\nF3;Alpha;17/01/2025;10,00;0,00\n");
        var mapping = new CorrespondanceImport { Colonnes = new Dictionary<string, string?> { ["N° facture"] = "vente.numero", ["Client"] = "entreprise.nom", ["Date"] = "vente.date", ["Total"] = "vente.montant_ht", ["TVA"] = "vente.montant_tva" } };
        var lecture = LectureColonnes.Build(file, GenreImport.Mixte, mapping);
        Assert.True(lecture.TaxeDedans);
        var parser = new RowParser(lecture, GenreImport.Mixte);
        var rows = file.Sample.Select((cells, i) => parser.Parse(new FileRow(i, new FileRecord(i + 2, cells, null)))).ToList();
        Assert.Equal([true, true, false], rows.Select(r => r.VenteEcartee is not null));
    }

    [Fact]
    public async Task A_damaged_row_refuses_the_invoice_that_it_belongs_to()
    {
        var rows = await RowsAsync("N° facture;Client;Date;Désignation;Montant HT\nF1;Alpha;15/01/2025;Chaise;100\nAlpha;F1;Alpha;15/01/2025;Table;50\nF2;Beta;15/01/2025;Lampe;20\n", GenreImport.Mixte);
        Assert.NotNull(rows[1].Refus);
        Assert.Equal(("", "F1"), rows[1].Piece);
    }

    [Theory]
    [InlineData("N° pièce;Date;Client;Sens;Montant HT\nF1;15/01/2025;Alpha;D;100\nA1;16/01/2025;Alpha;C;20\n", 100)]
    [InlineData("N° facture;Type;Date;Client;Total HT;Acompte déduit HT;Net HT\nFA1;Facture d'acompte;15/01/2025;Alpha;300;;300\nFA2;Facture;15/02/2025;Alpha;1000;300;700\n", 1000)]
    [InlineData("Sale Date,Order ID,Full Name,Currency,Order Value,Shipping,Sales Tax,Order Total\n01/15/25,301,Jean Martin,EUR,100.00,5.00,20.00,125.00\n", 105)]
    public async Task Sides_advances_and_totals_of_shops_count_once_and_without_tax(string file, decimal expected)
    {
        var rows = await RowsAsync(file, GenreImport.Mixte);
        Assert.Equal(expected, rows.Where(r => r is { Refus: null, Vente: not null }).Sum(r => r.Vente!.Ligne.PrixUnitaireHt * (r.Vente.Type == TypeVente.Avoir ? -1 : 1)));
    }

    [Theory]
    [InlineData("Raison sociale;Alpha;Beta\nVille;Rennes;Paris\nCode postal;35000;75001\nTéléphone;0299000000;0144000000\n", true)]
    [InlineData("Raison sociale;Alpha\nVille;Rennes\nTéléphone;0299000000\nRaison sociale;Beta\nVille;Paris\n", true)]
    [InlineData("Raison sociale;Ville\nAlpha;Rennes\nBeta;Paris\n", false)]
    [InlineData("Raison sociale;Remarque\nAlpha;x\nVille;y\nBeta;z\nGamma;t\n", false)]
    public async Task A_table_on_its_side_is_told_before_it_makes_companies_of_its_headings(string text, bool lies)
    {
        var file = await ReadingTests.AnalyseAsync(text);
        var lecture = LectureColonnes.Build(file, GenreImport.Entreprises, MappingProposal.Propose(file, GenreImport.Entreprises));
        Assert.Equal(lies, lecture.Manques.Any(m => m.Contains("couché", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("100125", "170225", "260328", "2025-01-10")]
    [InlineData("010195", "310196", "310197", "1995-01-01")]
    [InlineData("30125", "110225", "310125", "2025-01-03")]
    [InlineData("16/01/25", "17/02/25", "26/03/28", "2025-01-16")]
    [InlineData("24/12/28", "24/12/29", "24/12/31", "2024-12-28")]
    [InlineData("15012025", "16012025", "01012025", "2025-01-15")]
    public async Task Days_without_separators_or_with_short_years_are_read_as_nearly_all_of_them_can_be(string first, string other, string last, string expected)
    {
        var rows = await RowsAsync($"N° facture;Client;Date;Montant HT\nF0;Alpha;{first};10\n" + Each(i => $"F{i + 1};Alpha;{(i % 3 == 0 ? first : other)};10") + $"G1;Beta;{last};100\n", GenreImport.Mixte);
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), rows[0].Vente!.Date);
    }

    [Fact]
    public async Task Days_that_fit_both_orders_are_asked_about()
    {
        var file = await ReadingTests.AnalyseAsync("N° facture;Client;Date;Montant HT\n" + Each(i => $"F{i};Alpha;25{1 + i % 12:00}{14 + i % 11};10"));
        Assert.Equal("dates", Assert.Single(LectureColonnes.Build(file, GenreImport.Mixte, MappingProposal.Propose(file, GenreImport.Mixte)).Questions).Sujet);
    }

    [Theory]
    [InlineData("03-25-0012", "05/02/2025", "2025-02-05")]
    [InlineData("F12", "03/25/2025", "2025-02-05")]
    public async Task A_number_or_a_slip_turns_no_day_of_a_french_file_round(string numero, string slip, string expected)
    {
        var rows = await RowsAsync("N° facture;Client;Date;Montant HT\n" + Each(i => $"N{i};Alpha;05/02/2025;10") + $"{numero};Alpha;{slip};10\n", GenreImport.Mixte);
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), rows[0].Vente!.Date);
    }

    [Fact]
    public async Task One_row_by_chance_makes_no_column_of_totals()
    {
        var rows = await RowsAsync("N° facture;Client;Date;Montant;Montant TVA\n" + Each(i => $"F{i};Alpha;15/01/2025;{200 + i},00;{28 + i % 5},00") + "G1;Beta;15/01/2025;120,00;20,00\n", GenreImport.Mixte);
        Assert.Equal(200, rows[0].Vente!.Ligne.PrixUnitaireHt);
    }

    [Fact]
    public async Task Taxes_that_are_no_legal_rates_are_amounts_and_the_total_is_said_to_be_in_doubt()
    {
        var rows = await RowsAsync("N° facture;Client;Date;Total;TVA\n" + Each(i => $"F{i};Alpha;15/01/2025;{170 + i},00;{20 + i % 3},{i % 7}1"), GenreImport.Mixte);
        Assert.Equal(170, rows[0].Vente!.Ligne.PrixUnitaireHt);
        Assert.Contains(rows[0].Remarques, r => r.Contains("hors taxes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Accepte les e-mails", "Non", true)]
    [InlineData("Opposition prospection", "Oui", true)]
    [InlineData("Ne souhaite plus recevoir de mails", "X", true)]
    [InlineData("Statut d'abonnement", "Désabonné", true)]
    [InlineData("Démarchage autorisé", "Oui", false)]
    [InlineData("Accepte les e-mails", "0", true)]
    [InlineData("Commentaire mailing", "Ne plus contacter", true)]
    [InlineData("Ne souhaite pas d'e-mails", "Oui", true)]
    public async Task Who_wants_no_e_mails_is_read_under_any_heading(string heading, string cell, bool refuses)
    {
        var row = Assert.Single(await RowsAsync($"Nom;Prénom;E-mail;{heading}\nMartin;Anne;anne@alpha.fr;{cell}\n", GenreImport.Contacts));
        Assert.Equal(refuses, row.Contact!.Oppositions.HasFlag(FichierClient.Domain.Contacts.Opposition.Email));
    }

    [Theory]
    [InlineData("Date;Client;Honoraires HT\n15/01/2025;Alpha;100\n", "Honoraires HT")]
    [InlineData("Nom;Prénom;E-mail;Base RGPD\nMartin;Anne;anne@alpha.fr;contrat\n", "Base RGPD")]
    public async Task What_is_left_aside_and_matters_is_named(string file, string column)
    {
        var rows = await RowsAsync(file, GenreImport.Mixte);
        Assert.Contains(rows[0].Remarques, r => r.Contains(column, StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_proven_column_a_family_name_that_is_a_first_name_turns_nobody_round()
    {
        var rows = await RowsAsync("Contact;Société\nAdam Yaël;Beta\n" + Each(i => $"Dupont Jean;Alpha {i}"), GenreImport.Contacts);
        Assert.Equal(("Yaël", "Adam"), (rows[0].Contact!.Prenom, rows[0].Contact!.Nom));
    }

    [Fact]
    public async Task The_number_of_a_row_is_no_key_of_its_company()
    {
        var rows = await RowsAsync("N°;Raison sociale\n" + Each(i => $"{i + 1};Société {i}"), GenreImport.Entreprises);
        Assert.All(rows, r => Assert.Null(r.Entreprise!.Reference));
    }

    [Theory]
    [InlineData("État", "Réglée", "En cours", true)]
    [InlineData("Phase", "APS", "APD", true)]
    [InlineData("Statut", "En cours", "Gagné", false)]
    public async Task Invoices_are_no_deals_by_one_word_or_a_heading(string heading, string first, string other, bool sales)
    {
        var rows = await RowsAsync($"N° facture;Client;Date;Montant HT;Nom de l'affaire;{heading}\n" + Each(i => $"F{i};Alpha;15/01/2025;10;Toit;{(i % 2 == 0 ? first : other)}"), GenreImport.Mixte);
        Assert.Equal(sales, rows[0] is { Refus: null, Vente: not null });
    }

    [Fact]
    public async Task Sums_second_tables_and_parts_under_a_title_are_told_and_count_nothing()
    {
        var rows = await RowsAsync("N° facture;Date;Client;Désignation;Montant HT\nF1;15/01/2025;Alpha;Chaise;100\n;15/01/2025;Alpha;Sous-total Alpha;100\nTotal;31/01/2025;Alpha;;100\nAVOIRS;;;;\nA1;16/01/2025;Alpha;Retour;20\nVENTES 2024;;;;\nF2;15/01/2024;Beta;Table;50\nDate;Fournisseur;N° facture;Montant HT;\n17/01/2025;EDF;E1;30;\n", GenreImport.Mixte);
        Assert.Equal(["F1", "F2"], rows.Where(r => r is { Refus: null, Vente: not null }).Select(r => r.Vente!.Numero!));
    }

    [Theory]
    [InlineData("Pas de newsletter", "Oui")]
    [InlineData("N'accepte pas les e-mails", "Oui")]
    [InlineData("Opposition démarchage téléphonique", "Oui")]
    [InlineData("Refus SMS", "Oui")]
    public async Task A_heading_whose_sense_or_channel_is_another_is_named_and_not_guessed(string heading, string cell)
    {
        var row = Assert.Single(await RowsAsync($"Nom;Prénom;E-mail;{heading}\nMartin;Anne;anne@alpha.fr;{cell}\n", GenreImport.Contacts));
        Assert.Equal(FichierClient.Domain.Contacts.Opposition.None, row.Contact!.Oppositions);
        Assert.Contains(row.Remarques, r => r.Contains(heading, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("120", "0,2")]
    [InlineData("1210", "21")]
    [InlineData("108,1", "8,1")]
    public async Task Shares_and_rates_of_other_countries_are_rates(string ttc, string tva)
    {
        var rows = await RowsAsync($"N° facture;Client;Date;Montant TTC;TVA\nF1;Alpha;15/01/2025;{ttc};{tva}\nF2;Alpha;16/01/2025;{ttc};{tva}\n", GenreImport.Mixte);
        Assert.Contains(rows[0].Vente!.Ligne.PrixUnitaireHt, new List<decimal> { 100m, 1000m });
    }

    [Fact]
    public async Task A_remark_in_a_row_of_its_own_is_no_title_and_the_invoice_keeps_its_lines()
    {
        var rows = await RowsAsync("N° facture;Date;Client;Désignation;Montant HT\nF1;01/02/2026;Alpha;Pose;100\n;;;Devis n° 113 accepté;\nF1;01/02/2026;Alpha;Fourniture;200\nF2;02/02/2026;Beta;Récapitulatif interventions;50\n", GenreImport.Mixte);
        Assert.Equal(["F1", "F1", "F2"], rows.Where(r => r is { Refus: null, Vente: not null }).Select(r => r.Vente!.Numero!));
    }

    [Fact]
    public async Task Many_days_that_prove_another_order_are_asked_about()
    {
        var file = await ReadingTests.AnalyseAsync("N° facture;Client;Date;Montant HT\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"N{i};Alpha;02/01/2025;10\n")) + string.Concat(Enumerable.Range(0, 4).Select(i => $"M{i};Alpha;03/25/2025;10\n")));
        Assert.Single(LectureColonnes.Build(file, GenreImport.Mixte, MappingProposal.Propose(file, GenreImport.Mixte)).Questions);
    }

    [Theory]
    [InlineData("Gagné", "Envoyé", false)]
    [InlineData("Payée", "Perdu", true)]
    public async Task The_many_states_outvote_the_one(string many, string one, bool sold)
    {
        var rows = await RowsAsync("N° pièce;Client;Date;Montant HT;Statut\n" + Each(i => $"F{i};Alpha;15/01/2025;10;{many}") + $"G1;Beta;15/01/2025;10;{one}\nG2;Beta;15/01/2025;10;En cours\n", GenreImport.Mixte);
        Assert.Equal((true, sold), (rows[0] is { Vente: not null }, rows[^1] is { Refus: null, Vente: not null }));
    }

    [Fact]
    public async Task Headings_of_two_exports_put_together_are_no_company_and_end_what_stood_before_them()
    {
        var rows = await RowsAsync("N° facture;Date;Client;Montant HT\nF1;15/01/2025;Alpha;10\nDate;Fournisseur;N° facture;Montant HT\n17/01/2025;EDF;E1;30\n\uFEFFN° facture;Date;Client;Montant HT\nF2;16/01/2025;Beta;20\n", GenreImport.Mixte);
        Assert.Equal(["F1", "F2"], rows.Where(r => r.Refus is null).Select(r => r.Vente!.Numero!));
    }

    [Theory]
    [InlineData("Type", "A", "F", TypeVente.Avoir, TypeVente.Facture)]
    [InlineData("Type", "NC", "FA", TypeVente.Avoir, TypeVente.Facture)]
    [InlineData("Avoir", "Oui", "Non", TypeVente.Avoir, TypeVente.Facture)]
    public async Task Codes_are_explained_by_those_that_stand_below_many_others(string heading, string first, string last, TypeVente ofFirst, TypeVente ofLast)
    {
        var rows = await RowsAsync($"N° pièce;Client;Date;Montant HT;{heading}\n" + Each(i => $"P{i};Alpha;15/01/2025;10;{first}") + $"Q1;Alpha;15/01/2025;100;{last}\nQ2;Alpha;15/01/2025;100;{last}\n", GenreImport.Mixte);
        Assert.Equal((ofFirst, ofLast), (rows[0].Vente?.Type, rows[^1].Vente?.Type));
    }

    [Fact]
    public async Task One_slip_among_many_answers_leaves_the_column_what_it_is()
    {
        var rows = await RowsAsync("N° pièce;Client;Date;Montant HT;Avoir\nP0;Alpha;15/01/2025;10;voir Luc\n" + Each(i => $"P1{i};Alpha;15/01/2025;10;{(i % 2 == 0 ? "Oui" : "Non")}"), GenreImport.Mixte);
        Assert.Equal([TypeVente.Avoir, TypeVente.Facture], rows.Skip(1).Take(2).Select(r => r.Vente!.Type));
    }

    [Fact]
    public async Task Birthdays_below_those_that_could_be_read_both_ways_settle_the_order()
    {
        var rows = await RowsAsync("Nom;Prénom;Anniversaire\n" + Each(i => $"Nom{i};Anne;03/05") + "Petit;Luc;05/25\n", GenreImport.Contacts);
        Assert.Equal(3, rows[0].Contact!.Anniversaire!.Value.Mois);
    }

    [Fact]
    public async Task A_unit_below_many_others_keeps_prices_from_being_multiplied()
    {
        var rows = await RowsAsync("N° facture;Client;Date;Quantité;PU HT\n" + Each(i => $"F{i};Alpha;15/01/2025;3,5 t;210") + "G1;Alpha;15/01/2025;1500 kg;210\n", GenreImport.Mixte);
        Assert.All(rows, r => Assert.Null(r.Vente));
    }

    private static string Each(Func<int, string> row) => string.Concat(Enumerable.Range(0, Many).Select(i => row(i) + "\n"));
}
