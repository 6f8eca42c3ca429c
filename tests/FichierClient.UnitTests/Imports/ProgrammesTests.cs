using System.Globalization;
using System.Text;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Ventes;
using static FichierClient.UnitTests.Imports.LayoutTests;

namespace FichierClient.UnitTests.Imports;

/// <summary>What programs write in ways of their own: states as numbers, several companies in a cell, cards of companies, lists of who wants no e-mail.</summary>
public sealed class ProgrammesTests
{
    [Theory]
    [InlineData("Réf. facture;Type;Statut")]
    [InlineData("Réf. facture (f.ref);Type (f.type);Statut (f.fk_statut)")]
    public async Task Drafts_and_credit_notes_of_Dolibarr_are_told_by_their_numbers(string headings)
    {
        var rows = await RowsAsync($"{headings};Société;Date facturation;Montant HT\nFA2601-0001;0;2;Alpha;2026-01-15;170.00\nFA2601-0002;2;1;Alpha;2026-01-20;50.00\n(PROV12);0;0;Beta;2026-01-21;80.00\n", GenreImport.Mixte);
        Assert.Equal([(TypeVente.Facture, false), (TypeVente.Avoir, false), (TypeVente.Facture, true)], rows.Select(r => (r.Vente!.Type, r.Vente.EstBrouillon)));
    }

    [Fact]
    public async Task Types_and_states_that_another_program_numbers_are_not_those_of_Dolibarr()
    {
        var rows = await RowsAsync("N° facture;Type;Statut;Client;Date;Montant HT\nF1;1;0;Alpha;2026-01-15;170.00\nF2;2;1;Alpha;2026-01-20;50.00\n", GenreImport.Mixte);
        Assert.All(rows, r => Assert.Equal((TypeVente.Facture, false), (r.Vente!.Type, r.Vente.EstBrouillon)));
    }

    [Theory]
    [InlineData("Associated Company IDs,Associated Company", "9001;9002,Alpha SARL;Bravo", "Alpha SARL", "9001")]
    [InlineData("Associated Company IDs,Associated Company,Primary Associated Company ID,Primary Associated Company", "9001;9002,Alpha SARL;Bravo,9002,Bravo", "Bravo", "9002")]
    [InlineData("Associated Company IDs,Associated Company", "9001,Martin; Fils", "Martin; Fils", "9001")]
    public async Task Of_several_companies_of_a_person_the_main_one_is_hers(string headings, string cells, string name, string reference)
    {
        var row = Assert.Single(await RowsAsync($"First Name,Last Name,Email,{headings}\nJean,Dupont,jean@alpha-x.fr,{cells}\n", GenreImport.Contacts));
        Assert.Equal((name, reference), (row.Entreprise!.Nom, row.Entreprise.Reference));
    }

    [Theory]
    [InlineData("OPT_IN;DOUBLE_OPT-IN;BLOCKLISTED_EMAIL", "Yes;Yes;true")]
    [InlineData("OPT_IN;EMAIL BLOCKLIST", "Yes;true")]
    [InlineData("Accord e-mail;Liste rouge", "Oui;Oui")]
    public async Task Who_agreed_and_then_refused_has_refused(string headings, string cells)
    {
        var row = Assert.Single(await RowsAsync($"EMAIL;PRENOM;NOM;{headings}\njean@alpha-x.fr;Jean;Dupont;{cells}\n", GenreImport.Contacts));
        Assert.Equal(Opposition.Email, row.Contact!.Oppositions & Opposition.Email);
    }

    [Theory]
    [InlineData("Statut", "Payée", "", false)]
    [InlineData("Statut", "Litige", "", false)]
    [InlineData("Statut", "À revoir avec Luc", "!", false)]
    [InlineData("Statut", "Proforma", "-", false)]
    [InlineData("Statut", "Modèle", "-", false)]
    [InlineData("Date d'annulation", "20/01/2026", "", true)]
    [InlineData("Date d'annulation", "", "", false)]
    [InlineData("Cancelled at", "2026-01-20 10:00:00", "", true)]
    [InlineData("Type", "Facture annulée", "", true)]
    public async Task A_state_that_nobody_knows_is_said_and_one_that_is_no_sale_is_none(string heading, string cell, string expected, bool cancelled)
    {
        var row = (await RowsAsync($"Numéro facture;Date;Client;Montant HT;{heading}\nF1;13/01/2026;Alpha;100,00;{cell}\nF2;13/01/2026;Alpha;50,00;\n", GenreImport.Mixte))[0];
        Assert.Equal((expected, cancelled), ((row.Vente is null ? "-" : "") + (row.Remarques.Any(r => cell.Length > 0 && r.Contains($"« {cell} »", StringComparison.Ordinal)) ? "!" : ""), row.Vente?.EstAnnulee == true));
    }

    [Theory]
    [InlineData("30.00", false)]
    [InlineData("120.00", false)]
    [InlineData("0.00", true)]
    public async Task What_Stripe_gave_back_is_not_sold(string refunded, bool sold)
    {
        var row = Assert.Single(await RowsAsync($"id,Amount,Amount Refunded,Tax,Fee,Status,Created (UTC),Customer ID,Customer Description\nch_1,120.00,{refunded},20.00,1.00,Paid,2026-01-05 09:00,cus_1,Alpha SARL\n", GenreImport.Mixte));
        Assert.Equal(sold, row.Vente is { EstAnnulee: false });
    }

    [Theory]
    [InlineData("Tél. fixe;Tél. port.", "0140000000;0612345678", 2)]
    [InlineData("Tél. pro;Tél. portable", "0140000000;0612345678", 2)]
    public async Task Phones_are_read_under_their_short_names(string headings, string cells, int numbers)
    {
        var row = Assert.Single(await RowsAsync($"Prénom;Nom;Courriel;{headings}\nJean;Dupont;jean@alpha-x.fr;{cells}\n", GenreImport.Contacts));
        Assert.Equal(numbers, row.Contact!.Telephones.Count);
    }

    [Theory]
    [InlineData("Jean", "Jeanne", true)]
    [InlineData("Louis", "Louise", true)]
    [InlineData("Paul", "Marie", true)]
    [InlineData("Max", "Maxime", false)]
    [InlineData("J.", "Jean", false)]
    [InlineData("Jean", "Jean-Pierre", false)]
    [InlineData("Éric", "ERIC", false)]
    [InlineData(null, "Eric", false)]
    public void First_names_are_of_one_person_or_of_two(string? one, string other, bool differ) =>
        Assert.Equal((differ, differ), (Prenoms.Differ(one, other), Prenoms.Differ(other, one)));

    [Theory]
    [InlineData("SIREN", "5202429", "005202429")]
    [InlineData("SIREN", "123456", null)]
    public async Task Zeros_that_a_spreadsheet_took_away_are_named(string heading, string cell, string? whole)
    {
        var row = Assert.Single(await RowsAsync($"Raison sociale;{heading}\nAlpha;{cell}\n", GenreImport.Entreprises));
        Assert.Equal(whole is not null, whole is not null && row.Refus!.Contains(whole, StringComparison.Ordinal));
        Assert.NotNull(row.Refus);
    }

    [Theory]
    [InlineData("Company name,City,Postal Code,Country/Region", "Bravo,Nice,6000,France", "06000")]
    [InlineData("Company name,City,Postal Code,Country/Region", "Bravo,Gent,9000,Belgium", "9000")]
    public async Task A_postcode_of_France_gets_its_zero_in_whatever_language_the_file_is(string headings, string cells, string expected) =>
        Assert.Equal(expected, Assert.Single(await RowsAsync($"{headings}\n{cells}\n", GenreImport.Entreprises)).Entreprise!.Facturation.CodePostal);

    [Fact]
    public async Task Postage_and_fees_of_an_order_are_in_what_was_sold()
    {
        var row = Assert.Single(await RowsAsync("order_number,order_date,status,shipping_total,tax_total,order_total,order_subtotal,billing_company\n11,2026-01-05 09:00:00,completed,10.00,36.00,216.00,170.00,Alpha SARL\n", GenreImport.Mixte));
        Assert.Equal((180m, 20m), (row.Vente!.Ligne.PrixUnitaireHt, row.Vente.Ligne.TauxTva));
    }

    [Fact]
    public async Task A_card_of_a_company_is_an_entreprise_and_its_extension_a_part_of_the_number()
    {
        var rows = await VcardTests.RowsAsync(Encoding.UTF8.GetBytes("BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\nFN:Echo SAS\r\nORG:Echo SAS\r\nEMAIL:contact@echo-x.fr\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana Roy\r\nN:Roy;Ana;;;\r\nTEL;VALUE=uri;TYPE=work:tel:+49-30-1234567;ext=12\r\nEND:VCARD\r\n"));
        Assert.Equal((null, "Echo SAS", "contact@echo-x.fr", null), (rows[0].Refus, rows[0].Entreprise!.Nom, rows[0].Entreprise!.Email, rows[0].Contact));
        Assert.Equal("+49301234567", Assert.Single(rows[1].Contact!.Telephones).E164![..12].ToString(CultureInfo.InvariantCulture));
        Assert.Empty(rows[1].Remarques);
    }

    private const string Google = "First Name,Last Name,Organization Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Street,Address 1 - City,Address 1 - Postal Code,Address 2 - Label,Address 2 - Street,Address 2 - City,Address 2 - Postal Code\n";

    [Theory]
    [InlineData("Home,1 rue Perso,Lyon,69001,Work,2 rue Pro,Paris,75002", "2 rue Pro Paris 75002", 0)]
    [InlineData("* Domicile,1 rue Perso,Lyon,69001,,,,", "  ", 1)]
    [InlineData("Work,2 rue Pro,Paris,75002,Home,1 rue Perso,Lyon,69001", "2 rue Pro Paris 75002", 0)]
    [InlineData(",2 rue Pro,Paris,75002,,,,", "2 rue Pro Paris 75002", 0)]
    public async Task A_private_address_is_not_the_companys_and_a_fax_is_no_phone(string addresses, string expected, int told)
    {
        var row = Assert.Single(await RowsAsync($"{Google}Jean,Dupont,Alpha SARL,Work Fax,0140000009,Mobile,0612345678,{addresses}\n", GenreImport.Contacts));
        var at = row.Entreprise!.Facturation;
        Assert.Equal((expected, told), ($"{at.Voie} {at.Commune} {at.CodePostal}", row.Remarques.Count));
        Assert.Equal(["Mobile", "Fax"], row.Contact!.Telephones.Select(t => t.Libelle!));
    }

    [Fact]
    public async Task The_label_of_one_number_is_not_anothers()
    {
        var row = Assert.Single(await RowsAsync("Organization Name,First Name,Last Name,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\nMobile Services,Jean,Dupont,0140000009,Fax,0140000010\n", GenreImport.Contacts));
        Assert.Equal([null, "Fax"], row.Contact!.Telephones.Select(t => t.Libelle));
    }

    [Theory]
    [InlineData(GenreImport.Entreprises)]
    [InlineData(GenreImport.Mixte)]
    public async Task Who_trades_in_their_own_name_is_a_person_by_the_legal_form(GenreImport genre)
    {
        var rows = await RowsAsync("SIREN;Dénomination;Nom;Prénom;Forme juridique;Entreprise cessée;Date de cessation\n732829320;ALPHA;;;SARL, société à responsabilité limitée;Non;\n552100554;;DURAND;MARIE;Entrepreneur individuel;Oui;15/03/2024\n", genre);
        Assert.Equal([("ALPHA", false, "5499", null), ("MARIE DURAND", true, "1000", new DateOnly(2024, 3, 15))], rows.Select(r => (r.Entreprise!.Nom!, r.Entreprise.EstPersonnePhysique == true, r.Entreprise.CategorieJuridique!, r.Entreprise.CesseeLe)));
        Assert.Equal([0, 1], rows.Select(r => r.Remarques.Count(m => m.StartsWith("Cessée", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_first_name_that_nobody_reads_is_left_aside_to_be_named()
    {
        var file = await ReadingTests.AnalyseAsync("N° facture;Date;Nom;Prénom;Montant HT\nF1;13/01/2026;DURAND;MARIE;100,00\n");
        Assert.DoesNotContain("Prénom", MappingProposal.Propose(file, GenreImport.Ventes).Colonnes.Keys);
    }

    [Fact]
    public async Task Sirenes_usual_name_day_of_ceasing_and_second_sign_are_read()
    {
        var row = Assert.Single(await RowsAsync("siren,prenomUsuelUniteLegale,dateDebut,etatAdministratifUniteLegale,nomUniteLegale,nomUsageUniteLegale,denominationUniteLegale,categorieJuridiqueUniteLegale\n552100554,MARIE,2020-05-01,C,DURAND,PETIT,,1000\n", GenreImport.Entreprises));
        Assert.Equal(("MARIE PETIT", new DateOnly(2020, 5, 1), true), (row.Entreprise!.Nom, row.Entreprise.CesseeLe, row.Entreprise.EstPersonnePhysique == true));
        var rows = await RowsAsync("siret,etatAdministratifEtablissement,enseigne1Etablissement,denominationUsuelleEtablissement\n73282932000074,A,ALPHA SHOP,\n55210055400013,A,,ALPHA LYON\n", GenreImport.Entreprises);
        Assert.Equal(["ALPHA SHOP", "ALPHA LYON"], rows.Select(r => r.Entreprise!.Nom!));
    }

    [Theory]
    [InlineData("\"Nom\";\"Client\";\"Fournisseur\";\"État\";\"Code client\"\nAlpha;1;0;1;CU1\nFourni;0;1;1;\nClos;1;0;0;CU3\nProspect;2;1;1;\n")]
    [InlineData("\"Nom* (s.nom)\";\"Client* (s.client)\";\"Fournisseur* (s.fournisseur)\";\"Etat* (s.status)\"\nAlpha;1;0;1\nFourni;0;1;1\nClos;1;0;0\nProspect;2;1;1\n")]
    [InlineData("Name;Customer;Supplier;Status;Customer code\nAlpha;1;0;1;CU1\nFourni;0;1;1;\nClos;1;0;0;CU3\nProspect;2;1;1;\n")]
    public async Task Dolibarrs_suppliers_are_no_clients_and_closed_ones_former_clients(string file)
    {
        var rows = await RowsAsync(file, GenreImport.Entreprises);
        Assert.Equal(["Alpha", "Clos", "Prospect"], rows.Where(r => r.Refus is null).Select(r => r.Entreprise!.Nom!));
        Assert.Equal([null, StatutEntreprise.AncienClient, null], rows.Where(r => r.Refus is null).Select(r => r.Entreprise!.Statut));
    }

    [Theory]
    [InlineData("Invoice Partner Display Name", "Alpha SARL, Jean Dupont", "Alpha SARL")]
    [InlineData("Partenaire", "Alpha, Adresse de facturation", "Alpha")]
    [InlineData("Client", "Alpha SARL, Jean Dupont", "Alpha SARL")]
    [InlineData("Client", "Dupont, Jean", "Dupont, Jean")]
    [InlineData("Client", "Martin, Durand et Associés", "Martin, Durand et Associés")]
    public async Task A_person_behind_the_companys_name_makes_no_second_company(string heading, string cell, string expected)
    {
        var row = Assert.Single(await RowsAsync($"Number,{heading},Invoice Date,Untaxed Amount Signed\nINV/1,\"{cell}\",2026-01-16,500.0\n", GenreImport.Mixte));
        Assert.Equal((expected, expected == cell ? 0 : 1), (row.Entreprise!.Nom, row.Remarques.Count));
    }

    [Fact]
    public async Task Odoos_lines_are_those_of_the_invoice_above_and_a_refund_is_none_of_its_lines()
    {
        var rows = await RowsAsync("Numéro,Partenaire,Date de facturation,Hors taxes signé,Total signé,Lignes de facture/Libellé,Lignes de facture/Quantité,Lignes de facture/Prix unitaire,Lignes de facture/Sous-total\n"
            + "F1,Alpha,2026-01-15,170.00,204.00,Vis,10.00,5.00,50.00\n,,,,,Écrou,20.00,6.00,120.00\nR1,Alpha,2026-02-01,-50.00,-60.00,Vis,10.00,5.00,50.00\n", GenreImport.Mixte);
        Assert.Equal([("F1", "Vis", 5m, 20m, TypeVente.Facture), ("F1", "Écrou", 6m, 20m, TypeVente.Facture), ("R1", "Vis", 5m, 20m, TypeVente.Avoir)], rows.Select(r => (r.Vente!.Numero!, r.Vente.Ligne.Designation, r.Vente.Ligne.PrixUnitaireHt, r.Vente.Ligne.TauxTva, r.Vente.Type)));
        Assert.Equal(100m, Assert.Single(await RowsAsync("Numéro,Partenaire,Date de facturation,Montant hors taxes signé,Total signé\nF1,Alpha,2026-01-15,100.00,120.00\n", GenreImport.Mixte)).Vente!.Ligne.PrixUnitaireHt);
    }

    [Fact]
    public async Task Further_addresses_titles_and_numbers_with_a_word_before_them_are_read()
    {
        Assert.Equal(3, Assert.Single(await RowsAsync("First Name,Last Name,Email,Additional email addresses\nJean,Dupont,jean@alpha-x.fr,jean2@alpha-x.fr;jd@perso.fr\n", GenreImport.Contacts)).Contact!.Emails.Count);
        var espo = Assert.Single(await RowsAsync("salutationName,firstName,lastName,accountName,accountRole,title,description\nMrs.,Léa,Martin,Alpha,,CEO,'=1+1\n", GenreImport.Contacts)).Contact!;
        Assert.Equal(("CEO", "=1+1"), (espo.Fonction, espo.Notes));
        Assert.Equal(["+33140000000", "+33612345678"], Assert.Single(await RowsAsync("Domain,Company,Telephones\nalpha-x.fr,Alpha,ph:+33-1-40-00-00-00;ph:+33-6-12-34-56-78\n", GenreImport.Entreprises)).Entreprise!.Telephones.Select(t => t.E164!));
    }

    [Theory]
    [InlineData("usd", "90.00,eur", 0.9)]
    [InlineData("eur", "100.00,eur", 1d)]
    [InlineData("usd", ",", null)]
    public async Task What_Stripe_paid_out_tells_the_rate_of_exchange(string currency, string converted, double? rate)
    {
        var row = Assert.Single(await RowsAsync($"id,Amount,Amount Refunded,Currency,Converted Amount,Converted Currency,Tax,Fee,Status,Created (UTC),Customer ID,Customer Description\nch_1,100.00,0.00,{currency},{converted},0.00,1.00,Paid,2026-01-05 09:00,cus_1,Alpha SARL\n", GenreImport.Mixte));
        Assert.Equal((currency.ToUpperInvariant(), (decimal?)rate), (row.Vente!.Devise, row.Vente.Taux));
    }

    [Fact]
    public async Task WooCommerces_analysis_of_orders_is_a_list_of_sales()
    {
        var rows = await RowsAsync("Date,\"N° de commande\",Statut,Client,\"Type de client\",\"Produit(s)\",\"Articles vendus\",\"Code(s) promo\",\"Ventes nettes\",Attribution\n\"2026-01-15 10:00:00\",101,completed,\"Jean Dupont\",new,\"2× Vis\",2,,100.00,Direct\n\"2026-01-17 10:00:00\",103,cancelled,\"Léa Martin\",new,\"1× Vis\",1,,50.00,Direct\n\"2026-01-18 10:00:00\",104,refunded,\"Léa Martin\",new,\"1× Vis\",1,,-50.00,Direct\n", GenreImport.Mixte);
        Assert.Equal([("101", 100m, false), ("103", 50m, true), ("104", 50m, true)], rows.Select(r => (r.Vente!.Numero!, r.Vente.Ligne.PrixUnitaireHt, r.Vente.EstAnnulee)));
    }

    [Fact]
    public async Task Headings_that_name_the_part_of_a_document_or_address_first_are_read()
    {
        var rows = await RowsAsync("Document - Numéro du document;Document - Date;Document - Code (tiers);Document - Nom (tiers);Document - Total Net HT;Ligne - Description;Ligne - Quantité;Ligne - PV HT;Ligne - Montant Net HT;Ligne - Taux de TVA\nFA1;15/01/2026;CL1;ALPHA;170,00;Vis;10,00;5,00;50,00;20,00\nFA1;15/01/2026;CL1;ALPHA;170,00;Écrou;20,00;6,00;120,00;20,00\n", GenreImport.Mixte);
        Assert.Equal([("FA1", "CL1", "ALPHA", "Vis", 5m, 20m), ("FA1", "CL1", "ALPHA", "Écrou", 6m, 20m)], rows.Select(r => (r.Vente!.Numero!, r.Entreprise!.Reference!, r.Entreprise.Nom!, r.Vente.Ligne.Designation, r.Vente.Ligne.PrixUnitaireHt, r.Vente.Ligne.TauxTva)));
        var at = Assert.Single(await RowsAsync("Type;Nom;Adresse - Partie 1;Adresse - Partie 2;Adresse - Code postal;Adresse - Ville;Adresse - Code pays\nSociété;Alpha;1 rue A;Bât B;75001;Paris;FR\n", GenreImport.Entreprises)).Entreprise!.Facturation;
        Assert.Equal(("1 rue A", "Bât B", "75001", "Paris", "FR"), (at.Voie, at.Complement, at.CodePostal, at.Commune, at.Pays));
    }

    [Fact]
    public async Task A_payment_among_QuickBooks_invoices_is_no_credit_note_and_an_amount_without_a_word_is_told()
    {
        var rows = await RowsAsync("Date,Type de transaction,N°,Client,Montant,Statut\n15/01/2026,Facture,1001,Alpha,\"1 200,00\",Payée\n20/01/2026,Paiement,,Alpha,\"-1 200,00\",Clôturée\n", GenreImport.Mixte);
        Assert.Equal([true, false], rows.Select(r => r.Refus is null));
        Assert.Contains(rows[0].Remarques, r => r.Contains("lu hors taxes", StringComparison.Ordinal));
    }
}
