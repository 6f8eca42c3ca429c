using System.Text;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Imports;
using static FichierClient.UnitTests.Imports.LayoutTests;

namespace FichierClient.UnitTests.Imports;

/// <summary>Headings that stand beside better ones, mean several things, or are written as another program writes them.</summary>
public sealed class HeadingsTests
{
    [Theory]
    [InlineData("Date;Numéro de facture;Client;Montant HT;Date de paiement", "vente.date", "Date")]
    [InlineData("Date règlement;Date;Client;Net HT", "vente.date", "Date")]
    [InlineData("Date de paiement;Client;Montant HT", "vente.date", "Date de paiement")]
    [InlineData("N° commande;Date commande;N° facture;Date facture;Client;Montant HT", "vente.date", "Date facture")]
    [InlineData("N° commande;Date commande;N° facture;Date facture;Client;Montant HT", "vente.numero", "N° facture")]
    [InlineData("Invoice ID;Invoice Number;Invoice Date;Customer Name;SubTotal", "vente.numero", "Invoice Number")]
    [InlineData("id;Number;Created (UTC);Customer Name;Subtotal", "vente.numero", "Number")]
    [InlineData("Tiers;Raison sociale;Date facture;Montant HT", "entreprise.nom", "Raison sociale")]
    [InlineData("Client;Nom client;Date facture;Montant HT", "entreprise.nom", "Nom client")]
    [InlineData("Date du document;Numéro du document;Client;Montant net HT", "vente.montant_ht", "Montant net HT")]
    [InlineData("Raison sociale;N° de TVA Intracommunautaire;Date;Montant HT", "entreprise.tva", "N° de TVA Intracommunautaire")]
    [InlineData("Affaire - ID;Affaire - Organisation;Affaire - Valeur;Affaire - Gagné le;Affaire - Statut", "vente.montant_ht", "Affaire - Valeur")]
    public async Task The_better_heading_is_the_field_wherever_it_stands(string headings, string champ, string expected)
    {
        var mapping = await MapAsync(headings + "\n", GenreImport.Mixte);
        Assert.Equal(expected, mapping.Single(m => m.Value == champ).Key);
    }

    [Theory]
    [InlineData("Tiers;Raison sociale;Date facture;Montant HT\nC0001;Alpha;15/01/2025;100\n", "Tiers")]
    [InlineData("Client;Nom client;Date facture;Montant HT\nC0001;Alpha;15/01/2025;100\n", "Client")]
    [InlineData("Tiers;Raison sociale;Date facture;Montant HT\nAlpha Nord;Alpha;15/01/2025;100\n", null)]
    public async Task A_code_beside_the_name_is_the_clients_number_and_another_name_is_none(string file, string? expected) =>
        Assert.Equal(expected, (await MapAsync(file, GenreImport.Mixte)).SingleOrDefault(m => m.Value == "entreprise.reference").Key);

    [Theory]
    [InlineData("Nom;Téléphone fixe (contact);Nom (client);Adresse (client)\nDurand;01 02 03 04 05;Alpha;1 rue A\n", "entreprise.nom", "Nom (client)")]
    [InlineData("Nom;Téléphone fixe (contact);Nom (client);Adresse (client)\nDurand;01 02 03 04 05;Alpha;1 rue A\n", "entreprise.adresse", "Adresse (client)")]
    [InlineData("Nom;Téléphone fixe (contact);Nom (client);Adresse (client)\nDurand;01 02 03 04 05;Alpha;1 rue A\n", "contact.telephone", "Téléphone fixe (contact)")]
    [InlineData("Account Name;SIRET__c;BillingCity\nAlpha;;Brest\n", "entreprise.siret", "SIRET__c")]
    [InlineData("NomDuClient;Ville\nAlpha;Brest\n", "entreprise.nom", "NomDuClient")]
    [InlineData("Raison sociale / Nom;Ville\nAlpha;Brest\n", "entreprise.nom", "Raison sociale / Nom")]
    [InlineData("First Name;Last Name;Organization 1 - Name\nAna;Hub;Alpha\n", "entreprise.nom", "Organization 1 - Name")]
    [InlineData("Prénom;Nom;Nom du compte\nAna;Hub;Alpha\n", "entreprise.nom", "Nom du compte")]
    [InlineData("denomination;adresse_ligne_1\nAlpha;1 rue A\n", "entreprise.adresse", "adresse_ligne_1")]
    public async Task Parentheses_and_suffixes_say_whose_it_is(string file, string champ, string expected) =>
        Assert.Equal(expected, (await MapAsync(file, GenreImport.Mixte)).Single(m => m.Value == champ).Key);

    [Theory]
    [InlineData("100,00;20,00;120,00", 20)]
    [InlineData("50,00;4,95;54,95", 9.9)]
    [InlineData("100,00;10,00;110,00", 10)]
    public async Task A_column_of_tax_beside_the_totals_is_an_amount(string amounts, double rate)
    {
        var row = Assert.Single(await RowsAsync($"Date;Client;HT;TVA;TTC\n15/01/2025;Alpha;{amounts}\n", GenreImport.Mixte));
        Assert.Null(row.Refus);
        Assert.Equal((decimal)rate, row.Vente!.Ligne.TauxTva);
    }

    [Fact]
    public async Task A_column_of_tax_that_holds_rates_is_a_rate()
    {
        var row = Assert.Single(await RowsAsync("Date;Client;Montant HT;TVA\n15/01/2025;Alpha;200,00;5,5\n", GenreImport.Mixte));
        Assert.Equal((200m, 5.5m), (row.Vente!.Ligne.PrixUnitaireHt, row.Vente.Ligne.TauxTva));
    }

    [Theory]
    [InlineData("Contract Sent", false)]
    [InlineData("Rendez-vous planifié", false)]
    [InlineData("", false)]
    [InlineData("Closed won", true)]
    [InlineData("Fermé gagné", true)]
    [InlineData("closedwon", true)]
    public async Task Only_a_deal_that_was_won_is_a_sale(string stage, bool isSale) =>
        Assert.Equal(isSale, Assert.Single(await RowsAsync($"Deal Name;Deal Stage;Close Date;Amount;Associated Company\nA;{stage};15/01/2025;100;Alpha\n", GenreImport.Ventes)).Refus is null);

    [Fact]
    public async Task A_shop_whose_prices_contain_the_tax_sells_without_it_and_a_refund_is_no_revenue()
    {
        const string headings = "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Billing Company\n";
        var rows = await RowsAsync(headings
            + "#1,a@shop-x.fr,paid,EUR,120.00,12.00,22.00,132.00,2025-01-15 09:00:00 +0100,2,Vis,30.00,Ines,Shop X\n"
            + "#1,a@shop-x.fr,,,,,,,2025-01-15 09:00:00 +0100,1,Porte,60.00,,\n"
            + "#2,b@shop-x.fr,refunded,EUR,60.00,0.00,10.00,60.00,2025-01-16 09:00:00 +0100,1,Porte,60.00,Bob,Shop Y\n"
            + "#3,c@shop-x.fr,partially_refunded,EUR,60.00,0.00,10.00,60.00,2025-01-16 09:00:00 +0100,1,Porte,60.00,Bob,Shop Y\n"
            + "#4,d@shop-x.fr,paid,EUR,100.00,10.00,22.00,132.00,2025-01-17 09:00:00 +0100,1,Porte,100.00,Bob,Shop Y\n", GenreImport.Mixte);

        Assert.Equal([(25m, 20m), (50m, 20m)], rows.Take(2).Select(r => (r.Vente!.AuPrix!.PrixUnitaireHt, r.Vente.AuPrix.TauxTva)));
        Assert.Equal(100m, rows[0].Vente!.Ligne.PrixUnitaireHt);
        Assert.True(rows[2].Vente!.EstAnnulee);
        Assert.Contains("remboursée en partie", rows[3].VenteEcartee, StringComparison.Ordinal);
        Assert.Equal(100m, rows[4].Vente!.Ligne.PrixUnitaireHt);
    }

    [Theory]
    [InlineData("Prénom;Nom;UNSUB_TIME\nAna;Hub;2025-01-15 10:00:00\n", Opposition.Email)]
    [InlineData("Prénom;Nom;UNSUB_TIME\nAna;Hub;\n", Opposition.None)]
    [InlineData("Prénom;Nom;UNSUB_TIME\nAna;Hub;0000-00-00 00:00:00\n", Opposition.None)]
    [InlineData("Prénom;Nom;UNSUB_TIME\nAna;Hub;NULL\n", Opposition.None)]
    [InlineData("PRENOM;NOM;BLACKLIST\nAna;Hub;email & sms\n", Opposition.Email)]
    [InlineData("PRENOM;NOM;BLACKLIST\nAna;Hub;non\n", Opposition.None)]
    public async Task Who_left_a_mailing_list_has_objected(string file, Opposition expected) =>
        Assert.Equal(expected, Assert.Single(await RowsAsync(file, GenreImport.Contacts)).Contact!.Oppositions);

    [Fact]
    public async Task Outlooks_empty_birthday_and_internal_addresses_refuse_nobody_and_google_parts_addresses_by_colons()
    {
        var rows = await RowsAsync("First Name,Last Name,E-mail Address,Birthday\nAna,Hub,/o=ExchangeLabs/ou=x/cn=ana,0/0/00\nLuc,Pipe,a@x-y.fr ::: b@x-y.fr,\n", GenreImport.Contacts);

        Assert.All(rows, r => Assert.Null(r.Refus));
        Assert.Equal((0, null), (rows[0].Contact!.Emails.Count, rows[0].Contact!.Anniversaire));
        Assert.Equal(["a@x-y.fr", "b@x-y.fr"], rows[1].Contact!.Emails);
    }

    [Fact]
    public async Task Sirene_names_people_by_their_name_and_hides_who_asked_for_it()
    {
        var rows = await RowsAsync("siren,etatAdministratifUniteLegale,denominationUniteLegale,nomUniteLegale,prenomUsuelUniteLegale\n"
            + "732829320,A,ALPHA,,\n404833048,C,,MARTIN,JULIE\n552100554,A,[ND],[ND],[ND]\n", GenreImport.Entreprises);

        Assert.Equal(["ALPHA", "JULIE MARTIN"], rows.Take(2).Select(r => r.Entreprise!.Nom));
        Assert.True(rows[1].Entreprise!.EstPersonnePhysique);
        Assert.Single(rows[1].Remarques);
        Assert.Contains("diffusion partielle", rows[2].Refus, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_establishment_without_a_name_is_called_by_its_sign() =>
        Assert.Equal("LE PORT", Assert.Single(await RowsAsync("siret,enseigne1Etablissement,codePostalEtablissement\n73282932000074,LE PORT,29200\n", GenreImport.Entreprises)).Entreprise!.Nom);

    [Theory]
    [InlineData("Allemagne", "DE")]
    [InlineData("Royaume-Uni", "GB")]
    [InlineData("BELGIQUE", "BE")]
    [InlineData("États-Unis", "US")]
    [InlineData("Germany", "DE")]
    public async Task Countries_are_known_in_french_whatever_the_program_speaks(string pays, string code) =>
        Assert.Equal(code, Assert.Single(await RowsAsync($"Raison sociale;Pays\nAlpha;{pays}\n", GenreImport.Entreprises)).Entreprise!.Facturation.Pays);

    [Theory]
    [InlineData("Raison sociale;CP;Pays\nAlpha;1000;\n", "01000")]
    [InlineData("Raison sociale;CP;Pays\nAlpha;1000;\nBêta;4000;Belgique\n", "1000")]
    [InlineData("Raison sociale;CP;Pays\nAlpha;1000;France\nBêta;4000;Belgique\n", "01000")]
    public async Task A_postcode_gets_its_zero_back_unless_the_file_speaks_of_other_countries(string file, string expected) =>
        Assert.Equal(expected, (await RowsAsync(file, GenreImport.Entreprises))[0].Entreprise!.Facturation.CodePostal);

    [Fact]
    public async Task Titles_above_a_short_list_are_no_heading_and_its_total_no_company()
    {
        var rows = await RowsAsync("Suivi des factures;;;\nMis à jour le;12/03/2025;;\n;;;\nDate;Client;N° facture;Montant HT\n15/01/2025;Alpha;F1;100\nTotal;;;100\n", GenreImport.Ventes);
        Assert.Equal("Alpha", rows[0].Entreprise!.Nom);

        var companies = await RowsAsync("Raison sociale;Ville;Tel\nAlpha;Brest;0102030405\nTOTAL;;\n", GenreImport.Entreprises);
        Assert.Contains("total", companies[1].Refus, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_that_name_invoices_ask_for_their_day()
    {
        var file = await ReadingTests.AnalyseAsync("Client;N° facture;Montant HT;Jour comptable\nAlpha;F1;100;15/01/2025\n");
        var lecture = LectureColonnes.Build(file, GenreImport.Mixte, MappingProposal.Propose(file, GenreImport.Mixte));
        Assert.Single(lecture.Manques);
    }

    [Fact]
    public async Task Odoos_further_lines_leave_everything_out_and_belong_to_the_invoice_above()
    {
        var rows = await RowsAsync("id,name,partner_id,invoice_date,move_type,amount_untaxed,invoice_line_ids/name,invoice_line_ids/quantity,invoice_line_ids/price_unit\n"
            + "m1,INV/1,Alpha,2025-01-15,Customer Invoice,1200.5,Porte,2,450.25\n,,,,,,Pose,1,300\nm2,BILL/1,Beta,2025-01-15,Vendor Bill,10,X,1,10\n", GenreImport.Mixte);

        Assert.Equal([("INV/1", "Alpha"), ("INV/1", "Alpha")], rows.Take(2).Select(r => (r.Vente!.Numero!, r.Entreprise!.Nom!)));
        Assert.Equal(300m, rows[1].Vente!.AuPrix!.PrixUnitaireHt);
        Assert.Contains("vendor bill", rows[2].Refus, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_total_below_the_lines_is_no_line_of_the_last_invoice()
    {
        var rows = await RowsAsync("Date;N° facture;Client;Désignation;Quantité;PU HT;Montant HT\n15/01/2025;F1;Alpha;Porte;2;50;100\n;;;Total;2;;100\n", GenreImport.Ventes);
        Assert.NotNull(rows[1].Refus);
    }

    [Theory]
    [InlineData("150125", "100225", "2025-01-15")]
    [InlineData("250131", "250228", "2025-01-31")]
    public async Task Days_of_six_digits_are_read_as_the_whole_column_says(string first, string second, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            (await RowsAsync($"Date;Client;Montant HT\n{first};Alpha;1\n{second};Alpha;2\n", GenreImport.Mixte))[0].Vente!.Date);

    [Theory]
    [InlineData("200124", "200125")]
    [InlineData("250115", "250210")]
    public async Task Days_of_six_digits_that_may_be_two_are_refused_until_somebody_says(string first, string second) =>
        Assert.All(await RowsAsync($"Date;Client;Montant HT\n{first};Alpha;1\n{second};Alpha;1\n", GenreImport.Ventes), r => Assert.NotNull(r.Refus));

    [Fact]
    public async Task A_sum_without_a_word_is_no_line_of_the_last_invoice()
    {
        var rows = await RowsAsync("Date;N° facture;Client;Désignation;Quantité;PU HT;Montant HT\n15/01/2025;F1;Alpha;Porte;2;50;100\n;;;;2;;100\n", GenreImport.Ventes);
        Assert.NotNull(rows[1].Refus);
    }

    [Fact]
    public async Task A_rate_of_past_years_is_a_rate_and_company_numbers_are_none()
    {
        var old = Assert.Single(await RowsAsync("Date;Client;Montant TTC;TVA\n15/01/2012;Alpha;1196,00;19,6\n", GenreImport.Ventes));
        Assert.Equal((1000m, 19.6m), (old.Vente!.Ligne.PrixUnitaireHt, old.Vente.Ligne.TauxTva));
        Assert.Equal("TVA", (await MapAsync("Date;Client;TVA;Montant HT\n15/01/2025;Alpha;FR40303265045;100\n", GenreImport.Ventes)).Single(m => m.Value == "entreprise.tva").Key);
    }

    [Theory]
    [InlineData("À signer")]
    [InlineData("Non conclu")]
    [InlineData("À facturer")]
    [InlineData("Pas gagné")]
    public async Task A_deal_that_is_to_be_won_is_not_won(string stage) =>
        Assert.NotNull(Assert.Single(await RowsAsync($"Affaire - Statut;Affaire - Gagné le;Affaire - Valeur;Affaire - Organisation\n{stage};15/01/2025;100;Alpha\n", GenreImport.Ventes)).Refus);

    [Fact]
    public async Task A_client_called_total_buys_and_a_dash_is_no_postcode()
    {
        Assert.Null(Assert.Single(await RowsAsync("Date;N° facture;Client;Montant HT\n15/01/2025;F1;TOTAL;100\n", GenreImport.Mixte)).Refus);
        Assert.Null(Assert.Single(await RowsAsync("Raison sociale;CP Ville\nAlpha;-\n", GenreImport.Entreprises)).Entreprise!.Facturation.CodePostal);
    }

    [Fact]
    public async Task Two_buyers_of_the_same_thing_on_one_day_are_two_sales()
    {
        var rows = await RowsAsync("Prénom;Nom;Email;Date;Montant HT\nAna;Hub;a@x-y.fr;15/01/2025;100\nLuc;Pipe;l@x-y.fr;15/01/2025;100\n", GenreImport.Mixte);
        Assert.NotEqual(rows[0].Empreinte, rows[1].Empreinte);
    }

    [Fact]
    public async Task A_mapping_in_words_means_what_its_heading_says()
    {
        var file = await ReadingTests.AnalyseAsync("Étape;Jour;Somme;Société\nRendez-vous;15/01/2025;100;Alpha\n");
        var lecture = LectureColonnes.Build(file, GenreImport.Ventes, new CorrespondanceImport { Colonnes = new Dictionary<string, string?> { ["Étape"] = "statut", ["Jour"] = "date", ["Somme"] = "montant ht", ["Société"] = "société" } });
        Assert.Equal("Étape", lecture.EnTete("vente.statut"));
    }

    [Theory]
    [InlineData("elodie@x-y.fr / compta@x-y.fr", 2)]
    [InlineData("Jean Martin <jean@x-y.fr>", 1)]
    [InlineData("anne@x-y.fr, anne2@x-y.fr et anne3@x-y.fr", 3)]
    public async Task Addresses_are_found_among_words(string cell, int count) =>
        Assert.Equal(count, Assert.Single(await RowsAsync($"Prénom\tNom\tEmail\nA\tB\t{cell}\n", GenreImport.Contacts)).Contact!.Emails.Count);

    [Theory]
    [InlineData("voir avec Paul", "")]
    [InlineData("a@x-y.fr; b@", "a@x-y.fr")]
    public async Task A_cell_without_an_address_or_with_half_a_one_costs_the_address(string cell, string kept)
    {
        var row = Assert.Single(await RowsAsync($"Prénom\tNom\tEmail\nA\tB\t{cell}\n", GenreImport.Contacts));
        Assert.Equal((null, kept), (row.Refus, string.Join(' ', row.Contact!.Emails)));
        Assert.Contains("adresse e-mail", Assert.Single(row.Remarques), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sale_without_a_number_stays_the_same_in_the_next_export()
    {
        var before = Assert.Single(await RowsAsync("Date;Client;Montant HT;Suivi par\n15/01/2025;Alpha;100;Anne\n", GenreImport.Mixte));
        var after = Assert.Single(await RowsAsync("Date;Client;Montant HT;Suivi par;Relance\n15/01/2025;Alpha;100;Luc;oui\n", GenreImport.Mixte));
        var other = Assert.Single(await RowsAsync("Date;Client;Montant HT;Suivi par\n16/01/2025;Alpha;100;Anne\n", GenreImport.Mixte));

        Assert.Equal(before.Empreinte, after.Empreinte);
        Assert.NotEqual(before.Empreinte, other.Empreinte);
    }

    [Fact]
    public async Task A_deal_has_its_own_number() =>
        Assert.Equal("77", Assert.Single(await RowsAsync("Record ID,Deal Name,Deal Stage,Close Date,Amount,Associated Company\n77,A,Closed won,2025-01-15,100,Alpha\n", GenreImport.Mixte)).Vente!.Numero);

    [Fact]
    public async Task Marks_that_turn_a_name_round_are_left_out() =>
        Assert.Equal("evreveL", Assert.Single(await RowsAsync("Raison sociale;Ville\n\u202EevreveL;Lyon\n", GenreImport.Entreprises)).Entreprise!.Nom);

    [Fact]
    public async Task Postcode_and_town_in_one_cell_are_two() =>
        Assert.Equal(("35000", "Rennes Cedex"), Assert.Single(await RowsAsync("Raison sociale;CP Ville\nAlpha;35000 Rennes Cedex\n", GenreImport.Entreprises)).Entreprise!.Facturation is var a ? (a.CodePostal, a.Commune) : default);

    [Fact]
    public async Task One_row_in_another_encoding_costs_the_others_nothing()
    {
        var bytes = Encoding.UTF8.GetBytes("Raison sociale;Ville\nSociété Générale;Orléans\nCafé Noël;Besançon\n").Concat(EncodingDetector.Windows1252.GetBytes("Crêperie;Hérault\n")).ToArray();
        var file = await FileAnalysis.RunAsync(() => new MemoryStream(bytes), null, TestContext.Current.CancellationToken);
        Assert.Equal(["Société Générale", "Café Noël", "Crêperie"], file.Sample.Select(r => r[0]));
    }

    private static async Task<Dictionary<string, string?>> MapAsync(string text, GenreImport genre) =>
        MappingProposal.Propose(await ReadingTests.AnalyseAsync(text), genre).Colonnes.ToDictionary();
}
