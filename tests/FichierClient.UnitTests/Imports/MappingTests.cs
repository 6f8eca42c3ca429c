using System.Text;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Ventes;

namespace FichierClient.UnitTests.Imports;

public sealed class MappingTests
{
    [Theory]
    [InlineData("Raison sociale", "entreprise.nom")]
    [InlineData("N° SIRET", "entreprise.siret")]
    [InlineData("Code Postal", "entreprise.code_postal")]
    [InlineData("BILLINGPOSTALCODE", "entreprise.code_postal")]
    [InlineData("billingAddressCity", "entreprise.commune")]
    [InlineData("Account Name", "entreprise.nom")]
    [InlineData("Name* (s.nom)", "entreprise.nom")]
    [InlineData("Organization - Name", "entreprise.nom")]
    [InlineData("code_naf", "entreprise.naf")]
    public async Task A_header_finds_its_field_in_french_and_english(string header, string cle) =>
        Assert.Equal(cle, await FieldAsync(header, GenreImport.Entreprises));

    [Theory]
    [InlineData("E-mail Address", "contact.email")]
    [InlineData("Prénom", "contact.prenom")]
    [InlineData("Nom", "contact.nom")]
    [InlineData("Société", "entreprise.nom")]
    [InlineData("Job Title", "contact.fonction")]
    [InlineData("Record ID", null)]
    public async Task A_file_of_contacts_is_about_people(string header, string? cle) => Assert.Equal(cle, await FieldAsync(header, GenreImport.Contacts));

    [Theory]
    [InlineData("Contact prénom", "contact.prenom")]
    [InlineData("Contact - Nom", "contact.nom")]
    [InlineData("contact_fonction", "contact.fonction")]
    [InlineData("Interlocuteur : téléphone", "contact.telephone")]
    [InlineData("E-mail", "contact.email")]
    [InlineData("Société", "entreprise.nom")]
    public async Task In_a_flat_file_the_word_contact_stands_before_or_behind_what_is_the_persons(string header, string cle)
    {
        var file = await ReadingTests.AnalyseAsync("Société;Contact prénom;Contact - Nom;contact_fonction;Interlocuteur : téléphone;E-mail;Date facture;Montant HT\nA;B;C;D;0478000001;e@x.fr;01/02/2026;10\n");

        Assert.Equal(cle, MappingProposal.Propose(file, GenreImport.Mixte).Colonnes.GetValueOrDefault(header));
    }

    [Fact]
    public async Task The_columns_of_a_vendors_employee_are_not_the_contacts()
    {
        var file = await ReadingTests.AnalyseAsync("company,contactLastName,email,employeeNumber,lastName,jobTitle\nA,Martin,,12,Vendeur,Rep\n");
        var later = await ReadingTests.AnalyseAsync("company,contactLastName,employeeNumber,lastName,email\nA,Martin,12,Vendeur,v@x.fr\n");

        Assert.Equal("contact.email", MappingProposal.Propose(file, GenreImport.Mixte).Colonnes["email"]);
        Assert.False(MappingProposal.Propose(later, GenreImport.Mixte).Colonnes.ContainsKey("email"));
        Assert.False(MappingProposal.Propose(later, GenreImport.Mixte).Colonnes.ContainsKey("lastName"));
    }

    [Theory]
    [InlineData("Date,Transaction Type,Num,Name,Account,Split,Amount", GenreImport.Ventes, "Name", "entreprise.nom", "Account")]
    [InlineData("ID,ACCOUNTID,NAME,STAGENAME,AMOUNT,CLOSEDATE", GenreImport.Ventes, "STAGENAME", "vente.statut", "NAME")]
    [InlineData("Titre,Prénom,Nom,Société,Titre,Adresse de courrier,Nom de l'assistant(e),Responsable", GenreImport.Contacts, "Titre (2)", "contact.fonction", "Responsable")]
    public async Task A_word_that_one_program_uses_otherwise_is_not_taken_for_ours(string headers, GenreImport genre, string header, string cle, string misleading)
    {
        var mapping = MappingProposal.Propose(await ReadingTests.AnalyseAsync(headers + "\n1,2,3,4,5,6,7,8\n"), genre).Colonnes;

        Assert.Equal(cle, mapping[header]);
        Assert.DoesNotContain(misleading, mapping.Keys);
    }

    [Fact]
    public async Task A_reference_with_a_semicolon_stays_whole_in_any_other_file()
    {
        var text = "Référence client,Nom\nCLI;01,Alpha\n";
        var file = await ReadingTests.AnalyseAsync(text);
        var lecture = LectureColonnes.Build(file, GenreImport.Entreprises, MappingProposal.Propose(file, GenreImport.Entreprises));
        using var reader = await RowReader.OpenAsync(file, new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);

        Assert.Equal("CLI;01", new RowParser(lecture, GenreImport.Entreprises).Parse(Assert.Single(await reader.ReadAsync(10, TestContext.Current.CancellationToken))).Entreprise!.Reference);
    }

    [Fact]
    public async Task Two_rules_for_one_list_are_refused()
    {
        var file = await ReadingTests.AnalyseAsync("Nom;Prénom\nMartin;Anne\n");
        var mapping = new CorrespondanceImport
        {
            Colonnes = new Dictionary<string, string?> { ["Nom"] = "contact.nom", ["Prénom"] = "contact.prenom" },
            Regles = new Dictionary<string, RegleChamp> { ["contact.nom"] = RegleChamp.Remplacer, ["contact.prenom"] = RegleChamp.Garder },
        };

        Assert.Contains("suivent une même règle", Assert.Throws<UnreadableFileException>(() => LectureColonnes.Build(file, GenreImport.Contacts, mapping)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_companies_in_one_cell_the_first_is_the_persons()
    {
        var text = "Email,Last Name,Associated Company IDs\ntom@exemple.fr,Tom,9002;9999\n";
        var file = await ReadingTests.AnalyseAsync(text);
        var lecture = LectureColonnes.Build(file, GenreImport.Contacts, MappingProposal.Propose(file, GenreImport.Contacts));
        using var reader = await RowReader.OpenAsync(file, new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);

        var row = new RowParser(lecture, GenreImport.Contacts).Parse(Assert.Single(await reader.ReadAsync(10, TestContext.Current.CancellationToken)));

        Assert.Equal("9002", row.Entreprise!.Reference);
        Assert.Single(row.Remarques);
    }

    [Theory]
    [InlineData("12;B;RUE;DE LA PAIX", "12 bis RUE DE LA PAIX")]
    [InlineData(";;LIEU-DIT;LES PINS", "LIEU-DIT LES PINS")]
    [InlineData("12;;;", "12")]
    public async Task Sirenes_street_in_four_columns_is_one(string cells, string voie)
    {
        var bytes = "siret;denominationUniteLegale;numeroVoieEtablissement;indiceRepetitionEtablissement;typeVoieEtablissement;libelleVoieEtablissement\n73282932000074;Alpha;" + cells + "\n";
        var file = await ReadingTests.AnalyseAsync(bytes);
        var lecture = LectureColonnes.Build(file, GenreImport.Entreprises, MappingProposal.Propose(file, GenreImport.Entreprises));
        using var reader = await RowReader.OpenAsync(file, new MemoryStream(Encoding.UTF8.GetBytes(bytes)), TestContext.Current.CancellationToken);

        var row = new RowParser(lecture, GenreImport.Entreprises).Parse(Assert.Single(await reader.ReadAsync(10, TestContext.Current.CancellationToken)));

        Assert.Equal(voie, row.Entreprise!.Facturation.Voie);
    }

    [Fact]
    public async Task A_mapping_survives_its_json_and_refuses_what_it_does_not_know()
    {
        var mapping = new CorrespondanceImport { Colonnes = new Dictionary<string, string?> { ["Client"] = "entreprise.nom" }, Dates = OrdreDate.MoisJour, TauxTva = 20 };
        var again = CorrespondanceImport.Parse(mapping.ToJson());
        Assert.Equal(OrdreDate.MoisJour, again.Dates);
        Assert.Equal("entreprise.nom", again.Colonnes["Client"]);
        Assert.Throws<UnreadableFileException>(() => CorrespondanceImport.Parse("{\"columns\":{}}"));

        var file = await ReadingTests.AnalyseAsync("Client\nA\n");
        Assert.Contains("Autre", Assert.Throws<UnreadableFileException>(() => LectureColonnes.Build(file, GenreImport.Entreprises,
            new CorrespondanceImport { Colonnes = new Dictionary<string, string?> { ["Autre"] = "entreprise.nom" } })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dates_that_fit_both_orders_are_asked_unless_the_file_proves_one()
    {
        const string Open = "Invoice Number,Account Name,Invoice Date,Total\nF1,A,03/04/2024,10\nF2,A,05/06/2024,20\n";
        Assert.Equal(["dates"], (await BuildAsync(Open)).Questions.Select(q => q.Sujet));
        Assert.Empty((await BuildAsync(Open + "F3,A,31/12/2024,30\n")).Questions);
        Assert.Equal(OrdreDate.MoisJour, (await BuildAsync(Open + "F3,A,12/31/2024,30\n")).OrderOf("vente.date"));
        Assert.DoesNotContain((await BuildAsync(Open.Replace(',', ';'))).Questions, q => q.Sujet == "dates");
    }

    [Fact]
    public async Task Numbers_that_fit_both_separators_are_asked_unless_the_file_proves_one()
    {
        const string Open = "Invoice Number,Account Name,Invoice Date,Total\nF1,A,2024-01-31,1.234\nF2,A,2024-02-01,5.678\n";
        Assert.Equal(["decimales"], (await BuildAsync(Open)).Questions.Select(q => q.Sujet));
        var proven = await BuildAsync(Open + "F3,A,2024-02-02,12.5\n");
        Assert.Empty(proven.Questions);
        Assert.Equal(SeparateurDecimal.Point, proven.DecimalOf("vente.montant_ht"));
    }

    [Fact]
    public async Task A_vente_needs_its_company_day_and_amount()
    {
        var manques = (await BuildAsync("a,b\n1,2\n")).Manques;
        Assert.Equal(3, manques.Count);
    }

    [Theory]
    [InlineData("100;;", 100, 0, TypeVente.Facture)]
    [InlineData("-50,25;;", 50.25, 0, TypeVente.Avoir)]
    [InlineData("100;20;120", 100, 20, TypeVente.Facture)]
    [InlineData(";20;120", 100, 20, TypeVente.Facture)]
    [InlineData("1 234,56 €;5,5;", 1234.56, 5.5, TypeVente.Facture)]
    public async Task A_total_becomes_one_line(string amounts, decimal ht, decimal rate, TypeVente type)
    {
        var vente = (await ParseAsync("Client;Date facture;Montant HT;Taux TVA;Montant TTC\nA;31/01/2024;" + amounts + "\n", GenreImport.Ventes)).Vente;

        Assert.Equal((type, ht, rate), (vente!.Type, vente.Ligne.PrixUnitaireHt * vente.Ligne.Quantite, vente.Ligne.TauxTva));
        Assert.Equal(new DateOnly(2024, 1, 31), vente.Date);
    }

    [Fact]
    public void Every_field_has_a_name()
    {
        Assert.NotEmpty(ChampsImport.Tous);
        Assert.All(ChampsImport.Tous, champ => Assert.NotEmpty(champ.Nom));
    }

    [Theory]
    [InlineData("A;31/02/2024;10;;", "« Date » : « 31/02/2024 » n’est pas une date")]
    [InlineData("A;31/01/2024;dix;;", "n’est pas un nombre")]
    [InlineData("A;31/01/2024;;;", "montant de la vente manque")]
    [InlineData("A;31/01/2024;100;20;150", "TTC")]
    [InlineData("A;31/01/2024;;;120", "TTC est connu")]
    [InlineData(";31/01/2024;10;;", "désigne l’entreprise")]
    public async Task A_row_that_makes_no_vente_says_why(string row, string reason) => Assert.Contains(reason,
        (await ParseAsync("Client;Date facture;Montant HT;Taux TVA;Montant TTC\n" + row + "\n", GenreImport.Ventes)).Refus, StringComparison.Ordinal);

    [Theory]
    [InlineData("A;5,20850E+13;", "abîmé par Excel")]
    [InlineData("A;5,20850E+13;", "Laissez cette colonne de côté")]
    [InlineData("A;73282932000075;", "clé")]
    [InlineData(";;c@c.fr", "Aucun nom")]
    public async Task A_row_that_makes_no_entreprise_says_why(string row, string reason) => Assert.Contains(reason,
        (await ParseAsync("Raison sociale;SIRET;Email\nB;;b@b.fr\n" + row + "\n", GenreImport.Entreprises, row: 1)).Refus ?? "", StringComparison.Ordinal);

    [Theory]
    [InlineData("A;;pas une adresse", null)]
    [InlineData("A;;claire@zenith", null)]
    [InlineData("A;;claire@zenith / info@a.fr", "info@a.fr")]
    public async Task A_wrong_address_costs_itself_and_is_told(string row, string? kept)
    {
        var ligne = await ParseAsync("Raison sociale;SIRET;Email\nB;;b@b.fr\n" + row + "\n", GenreImport.Entreprises, row: 1);
        Assert.Null(ligne.Refus);
        Assert.Equal(("A", kept), (ligne.Entreprise!.Nom, ligne.Entreprise.Email));
        Assert.Contains("n’est pas une adresse e-mail", Assert.Single(ligne.Remarques), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_postal_code_gets_its_zero_back_where_the_file_is_french()
    {
        var french = await ParseAsync("Raison sociale;Code postal\nA;1120\n", GenreImport.Entreprises);
        Assert.Equal("01120", french.Entreprise!.Facturation.CodePostal);
        Assert.Single(french.Remarques);

        var belgian = await ParseAsync("Raison sociale;Code postal;Pays\nA;1120;Belgique\n", GenreImport.Entreprises);
        Assert.Equal(("1120", "BE"), (belgian.Entreprise!.Facturation.CodePostal, belgian.Entreprise.Facturation.Pays));
    }

    [Fact]
    public async Task A_phone_that_is_none_is_taken_and_told()
    {
        var row = await ParseAsync("Nom contact;Téléphone contact\nMartin;12345\n", GenreImport.Contacts);

        Assert.Equal("12345", Assert.Single(row.Contact!.Telephones).Saisie);
        Assert.Contains("ce n’est pas un numéro de téléphone", Assert.Single(row.Remarques), StringComparison.Ordinal);
        Assert.Empty((await ParseAsync("Nom contact;Téléphone contact\nMartin;01 23 45 67 89\n", GenreImport.Contacts)).Remarques);
    }

    [Theory]
    [InlineData("MARTIN Jeanne", "Jeanne", "MARTIN")]
    [InlineData("Martin, Jeanne", "Jeanne", "Martin")]
    [InlineData("Mme Jeanne Martin", "Jeanne", "Martin")]
    [InlineData("Jeanne Martin", "Jeanne", "Martin")]
    [InlineData("Martin", null, "Martin")]
    public async Task A_full_name_is_taken_apart(string full, string? prenom, string nom)
    {
        var contact = (await ParseAsync($"Contact;Société\n\"{full}\";A\n", GenreImport.Contacts)).Contact!;
        Assert.Equal((prenom, nom), (contact.Prenom, contact.Nom));
    }

    private static async Task<string?> FieldAsync(string header, GenreImport genre) =>
        MappingProposal.Propose(await ReadingTests.AnalyseAsync($"\"{header}\"\nx\n"), genre).Colonnes.Values.SingleOrDefault();

    private static async Task<LectureColonnes> BuildAsync(string text)
    {
        var file = await ReadingTests.AnalyseAsync(text);
        return LectureColonnes.Build(file, GenreImport.Ventes, MappingProposal.Propose(file, GenreImport.Ventes));
    }

    private static async Task<LigneImportee> ParseAsync(string text, GenreImport genre, int row = 0)
    {
        var file = await ReadingTests.AnalyseAsync(text);
        return new RowParser(LectureColonnes.Build(file, genre, MappingProposal.Propose(file, genre)), genre).Parse((await ReadingTests.RowsAsync(text))[row]);
    }
}
