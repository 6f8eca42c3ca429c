using System.Text;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Ventes;

namespace FichierClient.UnitTests.Imports;

/// <summary>Whole files in the layouts of other programs: what each row is about, and whose numbers it has.</summary>
public sealed class LayoutTests
{
    private const string Odoo = "ID,Name,Company Type,Related Company,Customer,Address Type,Job Position,Street,City,ZIP,Country,Website,Phone,Mobile,Email,Tax ID\n"
        + "p1,Épicerie du Port,Company,,TRUE,,,1 rue A,Brest,29200,France,epicerie-port.fr,0298000001,,,\n"
        + "p2,Bob,Individual,Épicerie du Port,,Contact,Acheteur,,,,,,,0612345678,,\n"
        + "p3,Entrepôt,Individual,Épicerie du Port,,Delivery Address,,9 quai B,Brest,29200,France,,0298000002,,quai@epicerie-port.fr,\n"
        + "p4,Colin Seul,Individual,,,,,,,,,,,0612345679,colin@gmail.com,\n"
        + "p5,Dora Conseil,Individual,,TRUE,,,,,,,,,,dora@conseil-dora.fr,FR83404833048\n";

    [Theory]
    [InlineData(GenreImport.Entreprises)]
    [InlineData(GenreImport.Contacts)]
    [InlineData(GenreImport.Mixte)]
    public async Task Odoos_partners_are_companies_their_contacts_people_alone_and_those_who_trade(GenreImport genre)
    {
        var rows = await RowsAsync(Odoo, genre);

        Assert.All(rows, r => Assert.Null(r.Refus));
        Assert.Equal(["Épicerie du Port|", "Épicerie du Port|Bob", "Épicerie du Port|Entrepôt", "|Colin Seul", "Dora Conseil|"], rows.Select(Who));
        Assert.Equal(("p1", "epicerie-port.fr", false), (rows[0].Entreprise!.Reference, rows[0].Entreprise!.Site, rows[0].Entreprise!.EstPersonnePhysique == true));
        Assert.Equal((null, "Acheteur", "0612345678"), (rows[1].Entreprise!.Reference, rows[1].Contact!.Fonction, rows[1].Contact!.Telephones[0].Saisie));
        Assert.Equal(("9 quai B", null), (rows[2].Entreprise!.Livraison.Voie, rows[2].Entreprise!.Facturation.Voie));
        Assert.Equal((true, "dora@conseil-dora.fr"), (rows[4].Entreprise!.EstPersonnePhysique, rows[4].Entreprise!.Email));
    }

    [Theory]
    [InlineData("Nom affiché;Type de société;Société liée;E-mail\nAzur;Société;;\nAzur, Brigitte Fermier;Personne;Azur;b@azur-x.fr\n", "Azur|", "Azur|Brigitte Fermier")]
    [InlineData("id,name,is_company,parent_id/id,email\nx1,Deco,True,,\nx2,Anne Roux,False,x1,a@deco-x.fr\n", "Deco|", "|Anne Roux")]
    [InlineData("Name,Related Company,Email\nGemini,,info@gemini-x.fr\nJesse Brown,Gemini,j@gemini-x.fr\n", "Gemini|", "Gemini|Jesse Brown")]
    [InlineData("Type;Nom;Civilité;Prénom;Email\nSociété;Alpha;;;a@alpha-x.fr\nParticulier;Martin;Mme;Julie;j@free.fr\n", "Alpha|", "|Julie Martin")]
    [InlineData("Nom;Prénom;Email;Adresse de facturation\nAlpha;;a@alpha-x.fr;1 rue A\nMartin;Julie;j@free.fr;2 rue B\n", "Alpha|", "|Julie Martin")]
    [InlineData("Particulier;Nom;Email\nNon;Alpha;a@alpha-x.fr\nOui;Julie Martin;j@free.fr\n", "Alpha|", "|Julie Martin")]
    public async Task Lists_of_companies_and_people_tell_them_apart_in_many_ways(string file, string first, string second) =>
        Assert.Equal([first, second], (await RowsAsync(file, GenreImport.Entreprises)).Select(Who));

    [Fact]
    public async Task A_number_of_the_file_leads_a_person_to_its_company()
    {
        var rows = await RowsAsync("id,name,is_company,parent_id/id,email\nx1,Deco,True,,\nx2,Anne Roux,False,x1,a@deco-x.fr\n", GenreImport.Entreprises);

        Assert.Equal(["x1", "x1"], rows.Select(r => r.Entreprise!.Reference));
    }

    [Theory]
    [InlineData("Company Type;Name\nSARL;Alpha\n")]
    [InlineData("Type;Nom\nCustomer - Direct;Alpha\n")]
    public async Task A_legal_form_or_a_kind_of_client_is_no_nature(string file) =>
        Assert.Equal("Alpha|", Who(Assert.Single(await RowsAsync(file, GenreImport.Entreprises))));

    [Theory]
    [InlineData("Nom;Prénom;Email;Type\nMartin;Anne;a@x-y.fr;Contact\nPetit;Luc;l@x-y.fr;Prospect\n", GenreImport.Contacts, "|Anne Martin", "|Luc Petit")]
    [InlineData("Nom;SIRET;Type de client\nTransports Martin;73282932000074;Privé\nMairie;21750001600019;Public\n", GenreImport.Entreprises, "Transports Martin|", "Mairie|")]
    [InlineData("Type de client;Société;Contact;Email\nProfessionnel;Alpha;Jean Dupont;j@alpha-x.fr\nParticulier;;Luc Petit;l@x-y.fr\n", GenreImport.Mixte, "Alpha|Jean Dupont", "|Luc Petit")]
    [InlineData("Raison sociale;SIRET;Société parente\nAlpha Lyon;73282932000074;Alpha Groupe\nAlpha Groupe;55210055400013;\n", GenreImport.Entreprises, "Alpha Lyon|", "Alpha Groupe|")]
    public async Task A_column_of_kinds_decides_only_where_every_cell_is_one_and_a_number_of_the_register_makes_a_company(string file, GenreImport genre, params string[] who)
    {
        var rows = await RowsAsync(file, genre);

        Assert.All(rows, r => Assert.Null(r.Refus));
        Assert.Equal(who, rows.Select(Who));
        Assert.DoesNotContain(rows, r => r.Entreprise?.EstPersonnePhysique == true);
    }

    [Theory]
    [InlineData("Id;Name;ParentId\n001A1;Alpha;0015g00000AbCdE\n001A2;Beta;\n", "Alpha|", "Beta|")]
    [InlineData("Nom;Adresse;Société parente\nAlpha Lyon;1 rue A;Alpha Groupe\nAlpha Groupe;2 rue B;\n", "Alpha Lyon|", "Alpha Groupe|")]
    public async Task A_parent_by_number_or_by_its_heading_makes_nobody_a_person(string file, params string[] who) =>
        Assert.Equal(who, (await RowsAsync(file, GenreImport.Entreprises)).Select(Who));

    [Fact]
    public async Task A_word_of_two_programs_in_one_file_is_no_fault() =>
        Assert.Equal("Alpha|", Who(Assert.Single(await RowsAsync("StageName;Stage;CloseDate;AccountId;Name;Raison sociale\nx;y;;1;Affaire;Alpha\n", GenreImport.Entreprises))));

    [Fact]
    public async Task A_person_and_its_company_under_one_heading_each_keep_their_own_addresses()
    {
        var rows = await RowsAsync("Type client;Raison sociale;Nom contact;Prénom contact;Email contact;Mobile contact;Téléphone\n"
            + "Société;Alpha;Martin;Anne;anne@alpha-x.fr;0612345678;0140000000\nSociété;Beta;;;info@beta-x.fr;;\n", GenreImport.Entreprises);

        Assert.Equal((null, "0140000000"), (rows[0].Entreprise!.Email, string.Join(' ', rows[0].Entreprise!.Telephones.Select(t => t.Saisie))));
        Assert.Equal(("anne@alpha-x.fr", "0612345678"), (Assert.Single(rows[0].Contact!.Emails), Assert.Single(rows[0].Contact!.Telephones).Saisie));
        Assert.Equal((null, "info@beta-x.fr"), (rows[1].Entreprise!.Email, Assert.Single(rows[1].Contact!.Emails)));
    }

    [Fact]
    public async Task A_persons_company_in_columns_of_its_own_has_them_all_but_the_persons()
    {
        var row = Assert.Single(await RowsAsync("Type;Société;SIRET;CP;Ville;Nom;Prénom;Email\nContact;Alpha;73282932000074;69001;Lyon;Martin;Anne;anne@alpha-x.fr\n", GenreImport.Entreprises));

        Assert.Equal(("Alpha|Anne Martin", "73282932000074", "69001", null), (Who(row), row.Entreprise!.Siret, row.Entreprise!.Facturation.CodePostal, row.Entreprise!.Email));
        Assert.Equal("anne@alpha-x.fr", Assert.Single(row.Contact!.Emails));
    }

    [Fact]
    public async Task An_objection_of_who_trades_in_their_own_name_needs_a_contact()
    {
        var rows = await RowsAsync("Name,Email,Accepts Marketing,Currency,Subtotal,Taxes,Created at,Lineitem name,Lineitem price,Lineitem quantity,Billing Name,Billing Company,Financial Status\n"
            + "#1,b@gmail.com,no,EUR,10.00,2.00,2024-03-22 09:58:00 +0100,Vase,10.00,1,Bob Brun,,paid\n#2,c@gmail.com,yes,EUR,10.00,2.00,2024-03-22 09:58:00 +0100,Vase,10.00,1,Cléa Blanc,,paid\n", GenreImport.Mixte);

        Assert.Equal(["Bob Brun|Bob Brun", "Cléa Blanc|"], rows.Select(Who));
        Assert.Equal(Opposition.Email, rows[0].Contact!.Oppositions);
    }

    [Fact]
    public async Task How_a_sale_was_paid_or_what_was_sold_is_no_other_document()
    {
        Assert.All(await RowsAsync("Date;Client;Nature;Montant HT\n01/02/2026;Alpha;Virement;10\n02/02/2026;Alpha;Achat-revente;20\n03/02/2026;Alpha;Chèque;30\n", GenreImport.Ventes), r => Assert.NotNull(r.Vente));
        Assert.Equal([true, false], (await RowsAsync("Date;Client;Type;Montant HT\n01/02/2026;Alpha;Facture;10\n02/02/2026;Alpha;Virement;10\n", GenreImport.Ventes)).Select(r => r.Vente is not null));
    }

    [Fact]
    public async Task A_line_of_text_of_an_invoice_gets_no_amount_of_another()
    {
        var rows = await RowsAsync("N° facture;Date;Client;Désignation;Montant HT\nF1;01/02/2026;Alpha;Prestation;100\nF1;;;Selon devis 123;\nF1;;;Frais;50\n", GenreImport.Mixte);

        Assert.Null(rows[1].Vente);
        Assert.NotNull(rows[1].VenteEcartee);
    }

    [Fact]
    public async Task A_person_beside_an_empty_company_is_a_contact_alone()
    {
        var rows = await RowsAsync("First Name,Last Name,Company,E-mail Address,Title,Job Title\nJohn,Kay,Kay Ltd,j@kay-x.uk,Mr.,CEO\nMary,Solo,,m@gmail.com,Ms,\n", GenreImport.Mixte);

        Assert.Equal(["Kay Ltd|John Kay", "|Mary Solo"], rows.Select(Who));
        Assert.Equal((Civilite.Monsieur, "CEO"), (rows[0].Contact!.Civilite, rows[0].Contact!.Fonction));
    }

    [Fact]
    public async Task A_title_that_is_no_civility_is_a_job() =>
        Assert.Equal("DAF", Assert.Single(await RowsAsync("First Name,Last Name,Account Name,Title\nCarla,Zed,Zed SARL,DAF\n", GenreImport.Contacts)).Contact!.Fonction);

    [Theory]
    [InlineData("Person - Name,Person - Marketing status\nLuc Pipe,unsubscribed\n")]
    [InlineData("Prénom,Nom,Désabonné de tous les e-mails\nAna,Hub,true\n")]
    [InlineData("FirstName,LastName,HasOptedOutOfEmail\nAna,Hub,true\n")]
    public async Task Who_unsubscribed_elsewhere_has_objected_here(string file) =>
        Assert.Equal(Opposition.Email, Assert.Single(await RowsAsync(file, GenreImport.Contacts)).Contact!.Oppositions);

    [Fact]
    public async Task A_subscriber_has_not_objected() =>
        Assert.Equal(Opposition.None, Assert.Single(await RowsAsync("Person - Name,Person - Marketing status\nLuc Pipe,subscribed\n", GenreImport.Contacts)).Contact!.Oppositions);

    [Fact]
    public async Task Shopifys_further_lines_have_the_client_of_the_first_and_a_buyer_without_company_is_one()
    {
        var rows = await RowsAsync("Name,Email,Financial Status,Paid at,Currency,Subtotal,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Billing Company,Billing Zip,Billing Country,Payment ID\n"
            + "#1001,i@shop-x.fr,paid,2024-03-01 10:00:00 +0100,EUR,100.00,20.00,120.00,2024-03-01 09:58:00 +0100,2,Chaise,30.00,Ines Shop,Shop X,'59000,FR,c1\n"
            + "#1001,i@shop-x.fr,,,,,,,2024-03-01 09:58:00 +0100,1,Table,40.00,,,,,\n"
            + "#1002,b@gmail.com,paid,2024-03-02 10:00:00 +0100,EUR,10.00,2.00,12.00,2024-03-02 09:58:00 +0100,1,Vase,10.00,Bob Privé,,'75001,FR,c2\n", GenreImport.Mixte);

        Assert.All(rows, r => Assert.Null(r.Refus));
        Assert.Equal(["Shop X|Ines Shop", "Shop X|Ines Shop", "Bob Privé|"], rows.Select(Who));
        Assert.Equal(["#1001", "#1001", "#1002"], rows.Select(r => r.Vente!.Numero));
        Assert.Equal((true, "75001"), (rows[2].Entreprise!.EstPersonnePhysique, rows[2].Entreprise!.Facturation.CodePostal));
        Assert.Equal((40m, 20m), (rows[1].Vente!.AuPrix!.PrixUnitaireHt, rows[1].Vente!.Ligne.TauxTva));
    }

    [Fact]
    public async Task A_payment_is_no_credit_note()
    {
        var rows = await RowsAsync("Date,Transaction Type,Num,Name,Memo,Account,Split,Amount\n01/31/2024,Invoice,1001,Quick,Work,AR,Sales,\"1,200.00\"\n02/14/2024,Payment,,Quick,,Bank,AR,\"-1,200.00\"\n02/20/2024,Credit Memo,1002,Quick,,AR,Sales,-100.00\n", GenreImport.Mixte);

        Assert.Equal([TypeVente.Facture, null, TypeVente.Avoir], rows.Select(r => r.Vente?.Type));
        Assert.Contains("payment", rows[1].Refus, StringComparison.Ordinal);
        Assert.Equal("Quick|", Who(rows[0]));
    }

    [Fact]
    public async Task What_stripe_charged_has_the_tax_inside_and_a_failed_charge_is_no_sale()
    {
        var rows = await RowsAsync("id,Created (UTC),Amount,Amount Refunded,Currency,Fee,Tax,Status,Customer ID,Customer Description,Invoice ID\n"
            + "ch_1,2024-02-01 10:00,\"120,00\",\"0,00\",eur,\"1,20\",\"20,00\",Paid,cus_1,Client SAS,in_1\nch_2,2024-02-02 10:00,\"60,00\",\"0,00\",eur,,\"10,00\",Failed,cus_1,Client SAS,in_2\n", GenreImport.Ventes);

        Assert.Equal((100m, 20m, "Client SAS"), (rows[0].Vente!.Ligne.PrixUnitaireHt, rows[0].Vente!.Ligne.TauxTva, rows[0].Entreprise!.Nom));
        Assert.NotNull(rows[1].Refus);
    }

    [Fact]
    public async Task Several_numbers_in_a_cell_are_several_and_a_site_names_who_has_no_name()
    {
        var rows = await RowsAsync("Domain,Company,Telephones\nalpha-x.fr,Alpha,+33 1 23 45 67 89;+33 4 11 22 33 44\nwww.beta-x.fr,,\n", GenreImport.Entreprises);

        Assert.Equal(["+33 1 23 45 67 89", "+33 4 11 22 33 44"], rows[0].Entreprise!.Telephones.Select(t => t.Saisie));
        Assert.Equal(("beta-x.fr", true), (rows[1].Entreprise!.Nom, rows[1].Entreprise!.NomDeduit));
    }

    [Theory]
    [InlineData("Customer,Company\nAmy Bird,\n", "Amy Bird|")]
    [InlineData("\"Name* (s.nom)\";\"Customer* (s.client)\"\nMyBig;3\n", "MyBig|")]
    public async Task The_other_name_stands_in_where_the_first_is_empty_and_an_answer_is_none(string file, string who) =>
        Assert.Equal(who, Who(Assert.Single(await RowsAsync(file, GenreImport.Entreprises))));

    [Fact]
    public async Task A_shops_client_number_zero_is_nobodys() =>
        Assert.Null(Assert.Single(await RowsAsync("Customer ID,Company\n0,Alpha\n", GenreImport.Entreprises)).Entreprise!.Reference);

    [Theory]
    [InlineData("Code journal;Date de pièce;N° de pièce;N° Compte général;N° Compte tiers;Libellé écriture;Sens;Montant;Lettrage\n")]
    [InlineData("JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n")]
    public async Task A_journal_of_headers_alone_says_that_it_has_no_row(string file) =>
        Assert.Contains("ligne d’en-têtes", (await Assert.ThrowsAsync<UnreadableFileException>(() => ReadingTests.AnalyseAsync(file))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_file_that_is_read_again_begins_with_no_invoice_above()
    {
        const string Text = "Date;N° facture;Client;Désignation;Prix unitaire HT;Quantité\n;;;Acompte;10;1\n05/01/2025;F1;Dupont;Pose;100;1\n;;;Vis;1;5\n";
        var file = await ReadingTests.AnalyseAsync(Text);
        var parser = new RowParser(LectureColonnes.Build(file, GenreImport.Ventes, MappingProposal.Propose(file, GenreImport.Ventes)), GenreImport.Ventes);
        for (var pass = 0; pass < 2; pass++)
        {
            using var reader = await RowReader.OpenAsync(file, new MemoryStream(Encoding.UTF8.GetBytes(Text)), TestContext.Current.CancellationToken);
            var rows = (await reader.ReadAsync(100, TestContext.Current.CancellationToken)).ConvertAll(parser.Parse);
            Assert.Equal([false, true, true], rows.Select(r => r.Refus is null));
            Assert.Equal(("F1", "F1"), (rows[1].Vente!.Numero, rows[2].Vente!.Numero));
        }
    }

    private static string Who(LigneImportee row) =>
        $"{row.Entreprise?.Nom}|{(row.Contact is { } c ? string.Join(' ', new[] { c.Prenom, c.Nom }.Where(n => n is not null)) : "")}";

    internal static async Task<List<LigneImportee>> RowsAsync(string text, GenreImport genre, Func<CorrespondanceImport, CorrespondanceImport>? answer = null)
    {
        var file = await ReadingTests.AnalyseAsync(text);
        var lecture = LectureColonnes.Build(file, genre, (answer ?? (m => m))(MappingProposal.Propose(file, genre)));
        Assert.Empty(lecture.Manques);
        using var reader = await RowReader.OpenAsync(file, new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);
        return (await reader.ReadAsync(100, TestContext.Current.CancellationToken)).ConvertAll(new RowParser(lecture, genre).Parse);
    }
}
