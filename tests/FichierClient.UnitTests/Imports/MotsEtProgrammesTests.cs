using System.Globalization;
using FichierClient.Application.Imports.Mapping;
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
    [InlineData("Type", "FA|AC", "FA!")]
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
    [InlineData("Statut", "Remplacée|Annule et remplace F1|Annulé et remplacé par F2|En remplacement de F1", "XFXF!")]
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

    [Theory]
    [InlineData("Société;N° facture;Date;Client;Montant HT\nNOUS PARIS;F1;15/01/2025;Alpha;100\nNOUS LYON;F2;16/01/2025;Beta;100\nNOUS PARIS;F3;16/01/2025;Gamma;100\n", "Alpha|Beta|Gamma", true)]
    [InlineData("Société;N° facture;Date;Client;Montant HT\nAlpha;F1;15/01/2025;Anne Roy;100\nBeta;F2;16/01/2025;Luc Petit;100\n", "Alpha|Beta", true)]
    [InlineData("Société;N° facture;Date;Client;Montant HT\nAlpha;F1;15/01/2025;C001;100\nBeta;F2;16/01/2025;C002;100\n", "Alpha|Beta", false)]
    [InlineData("Établissement;N° facture;Date;Client;Montant HT\nAgence Est;F1;15/01/2025;Alpha;100\n", "Alpha", false)]
    [InlineData("N° facture;Date;Partenaire;Client;Montant HT\nF1;15/01/2025;Apporteur;Alpha;100\n", "Alpha", false)]
    [InlineData("N° facture;Date;Destinataire;Client;Montant HT\nF1;15/01/2025;Magasin 1;Alpha;100\n", "Alpha", false)]
    [InlineData("N° facture;Date;Donneur d'ordre;Expéditeur;Destinataire;Montant HT\nF1;15/01/2025;Alpha;Usine;Magasin;100\n", "Alpha", false)]
    public async Task The_client_is_who_bought(string file, string expected, bool said)
    {
        var rows = await RowsAsync(file, GenreImport.Ventes);
        Assert.Equal(expected, string.Join('|', rows.Select(r => r.Entreprise!.Nom)));
        Assert.Equal(said, rows[0].Remarques.Exists(r => r.Contains("Société", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Between_who_sends_and_who_receives_the_client_is_asked_for()
    {
        var file = await ReadingTests.AnalyseAsync("N° facture;Date;Expéditeur;Destinataire;Montant HT\nF1;15/01/2025;Usine;Magasin;100\n");
        Assert.NotEmpty(LectureColonnes.Build(file, GenreImport.Ventes, MappingProposal.Propose(file, GenreImport.Ventes)).Manques);
    }

    [Theory]
    [InlineData("Quantité (kg);Prix (€/t)", false)]
    [InlineData("Quantité;Prix (le mille)", false)]
    [InlineData("Quantité;Prix HT / 100", false)]
    [InlineData("Quantité (cartons);Prix (€/kg)", false)]
    [InlineData("Quantité (t);Prix (€/t)", true)]
    [InlineData("Quantité;Prix (€/kg)", true)]
    [InlineData("Qté;Prix (la pièce)", true)]
    [InlineData("Quantité (kg);Prix (€/t);Montant HT", true)]
    public async Task A_price_of_another_unit_makes_no_amount(string headings, bool goes)
    {
        var file = await ReadingTests.AnalyseAsync($"N° facture;Date;Client;{headings}\nF1;15/01/2025;Alpha;1500;210{(headings.Contains("Montant", StringComparison.Ordinal) ? ";315" : "")}\n");
        Assert.Equal(goes, LectureColonnes.Build(file, GenreImport.Ventes, MappingProposal.Propose(file, GenreImport.Ventes)).Manques.Count == 0);
    }

    [Theory]
    [InlineData("Quantité;PU HT", "3,5 t;210|1 500 kg;210|12 big bags;30", "--F")]
    [InlineData("Quantité;PU HT", "2h30;60|90 min;60", "--")]
    [InlineData("Quantité;PU HT", "2 j;600|3 h;80", "FF")]
    [InlineData("Quantité;Prix (€/kg)", "20 kg;2|3 t;2|4 sacs;2", "F--")]
    [InlineData("Quantité;Prix (€/h)", "3 h;80|2 j;80", "F-")]
    [InlineData("Qté;PU;Total TTC", "2;120;240|1;60;60", "--")]
    [InlineData("Qté;PU;Total TTC", "2;100;240|1;60;60", "FF")]
    [InlineData("Qté;PU HT;Total TTC", "2;120;240", "F")]
    public async Task Quantities_and_prices_make_an_amount_where_they_go_together(string headings, string cells, string expected) =>
        Assert.Equal(expected, string.Concat((await RowsAsync($"N° facture;Client;Date;{headings}\n" + string.Concat(cells.Split('|').Select((c, i) => $"F{i};Alpha;15/01/2025;{c}\n")), GenreImport.Mixte)).Select(Nature)));

    [Theory]
    [InlineData("F1", "F1")]
    [InlineData("Audit", null)]
    public async Task A_name_in_a_list_of_sales_is_a_number_or_a_title(string name, string? number)
    {
        var row = Assert.Single(await RowsAsync($"Name,Client,Date,Montant HT\n{name},Alpha,2025-01-15,1000\n", GenreImport.Mixte));
        Assert.Equal((number, null), (row.Vente!.Numero, row.Contact));
    }

    [Fact]
    public async Task What_members_pay_is_not_left_aside_in_silence()
    {
        var row = Assert.Single(await RowsAsync("Nom;Prénom;E-mail;Date de paiement;Montant cotisation\nMartin;Jean;j@x-martin.fr;15/01/2025;50,00\n", GenreImport.Mixte));
        Assert.Equal(("Martin", null), (row.Contact!.Nom, row.Vente));
        Assert.NotNull(row.VenteEcartee);
    }

    [Fact]
    public async Task A_reduction_in_euros_lowers_the_line()
    {
        var row = Assert.Single(await RowsAsync("N° facture;Date;Client;Désignation;Qté;PU HT;Remise HT\nF1;15/01/2025;Alpha;Chaise;2;100,00;10,00\n", GenreImport.Ventes));
        Assert.Equal(5, row.Vente!.Ligne.Remise);
    }

    [Theory]
    [InlineData("Date de la facture,ID de la facture,Numéro de la facture,État de la facture,Nom du client,Quantité,Prix de l'article,Total de l'article,SousTotal,Total\n2025-01-15,9001,FA-1,Payée,Alpha,1,100.00,100.00,100.00,120.00\n2025-01-17,9003,FA-3,Nulle,Beta,1,70.00,70.00,70.00,84.00\n", "Alpha F 100|Beta X 70")]
    [InlineData("Date de la facture,Numéro de la facture,Nom du client,SousTotal,Total\n2025-01-15,FA-1,Alpha,100.00,120.00\n", "Alpha F 100")]
    [InlineData("Nom du contact,Numéro de facture,Date de facturation,Total,Total des taxes,Solde dû,Type\nAlpha,F-1,15/01/2025,\"120,00\",\"20,00\",\"120,00\",Facture client\n", "Alpha F 100")]
    [InlineData("Name,Subitems,Client,Statut,Date,Montant HT\nAudit,Réunion,Alpha,Facturé,2025-01-15,1000\nSubitems,Name,Owner,Statut,Date,Montant HT\n,Réunion,Luc,Fait,2025-01-10,300\nSite,,Beta,En cours,2025-01-16,2000\n", "Alpha F 1000| -| -|Beta -")]
    [InlineData("Name,Client,Date,Montant HT\nAudit,Alpha,2025-01-15,1000\nAudit,Beta,2025-01-16,500\n", "Alpha F 1000|Beta F 500")]
    [InlineData("Titre,Valeur,Organisation,Personne de contact,Date de clôture prévue,Étape,Statut\nAudit,1000,Alpha,Jean Martin,2025-01-15,Négociation,Gagnée\nSite,2000,Beta,Anne Roy,2025-01-16,Négociation,Perdue\n", "Alpha F 1000|Beta -")]
    [InlineData("Référence de la commande,Date de création,Client,Total,Statut\nS1,2025-01-15 10:00:00,Alpha,1200.00,Bon de commande\n", "Alpha -")]
    public async Task Programs_name_their_columns_in_French(string file, string expected) =>
        Assert.Equal(expected, string.Join('|', (await RowsAsync(file, GenreImport.Mixte)).Select(r => string.Create(CultureInfo.InvariantCulture, $"{(r.Refus is null ? r.Entreprise!.Nom : "")} {Nature(r)[0]}{(r.Vente is { } v && r.Refus is null ? $" {v.Ligne.Quantite * v.Ligne.PrixUnitaireHt:0.##}" : "")}"))));

    [Theory]
    [InlineData("Prénom,Nom,Entreprise,E-mail (domicile),E-mail (travail),Téléphone (travail)\nJean,Martin,Alpha,jean@free.fr,jean@alpha-x.fr,0299000001\n", "Alpha", null)]
    [InlineData("Prénom,Nom de famille,Nom à afficher,Première adresse électronique,Tél. professionnel,Tél. personnel,Adresse privée,Ville,Code postal,Adresse professionnelle,Ville,Code postal,Société\nJean,Martin,Jean Martin,jean@alpha-x.fr,0299000001,0299999999,9 rue privée,Cesson,35510,1 rue A,Rennes,35000,Alpha\n", "Alpha", "Rennes")]
    [InlineData("Prénom,Nom,Adresse e-mail,Numéro de téléphone,Entreprise associée principale\nJean,Martin,jean@alpha-x.fr,0299000001,Alpha\n", "Alpha", null)]
    [InlineData("Customer ID,First Name,Last Name,Email,Default Address Company,Default Address City,Phone\n1,Jean,Martin,jean@alpha-x.fr,Alpha,Rennes,0299000001\n", "Alpha", "Rennes")]
    public async Task A_person_keeps_company_work_address_and_work_phone(string file, string company, string? town)
    {
        var row = Assert.Single(await RowsAsync(file, GenreImport.Contacts));
        Assert.Equal((company, town, null), (row.Entreprise!.Nom, row.Entreprise.Facturation.Commune, row.Entreprise.Reference));
        Assert.Equal(("jean@alpha-x.fr", "0299000001"), (Assert.Single(row.Contact!.Emails), Assert.Single(row.Contact.Telephones).Saisie));
    }

    [Theory]
    [InlineData("MEMBER_RATING;LEID;EUID", "05/12|03/04", "12/5|4/3")]
    [InlineData("A;B;C", "03/15|05/12", "15/3|12/5")]
    [InlineData("A;B;C", "15/03|05/12", "15/3|5/12")]
    public async Task Birthdays_have_the_month_first_where_the_file_shows_it(string others, string cells, string expected) =>
        Assert.Equal(expected, string.Join('|', (await RowsAsync($"Prénom;Nom;Email;Anniversaire;{others}\n" + string.Concat(cells.Split('|').Select((c, i) => $"Jean;Martin;j{i}@alpha-x.fr;{c};1;2;3\n")), GenreImport.Contacts)).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Contact!.Anniversaire!.Value.Jour}/{r.Contact.Anniversaire.Value.Mois}"))));
}
