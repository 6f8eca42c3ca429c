using FichierClient.Domain.Imports;
using FichierClient.Domain.Ventes;
using static FichierClient.UnitTests.Imports.LayoutTests;

namespace FichierClient.UnitTests.Imports;

/// <summary>Documents as programs of trade and billing export them: whose, when, how much, at which rate.</summary>
public sealed class PiecesProgrammesTests
{
    [Fact]
    public async Task Sages_lines_have_their_payers_code_quantity_and_rate()
    {
        var rows = await RowsAsync("Type document;N° pièce;Date document;N° tiers payeur;Intitulé tiers;Désignation;Qté facturée;P.U. HT;Montant HT;Taux taxe 1\nFacture;FA12;03/02/2026;CALPHA;ALPHA SARL;Vis;10,000;2,50;25,00;5,50\n", GenreImport.Mixte);
        Assert.Equal(("CALPHA", "ALPHA SARL", 10m, 5.5m), (rows[0].Entreprise!.Reference, rows[0].Entreprise!.Nom, rows[0].Vente!.Ligne.Quantite, rows[0].Vente!.Ligne.TauxTva));
    }

    [Fact]
    public async Task Facture_nets_day_of_making_is_the_invoices_and_a_companys_isnt()
    {
        var rows = await RowsAsync("Référence;Date de création;Client;Montant HT;TVA;Montant TTC;Statut\nF2026-12;03/02/2026;ALPHA SARL;1 000,00 €;200,00 €;1 200,00 €;Réglée\n", GenreImport.Mixte);
        Assert.Equal(("F2026-12", new DateOnly(2026, 2, 3), 1000m), (rows[0].Vente!.Numero, rows[0].Vente!.Date, rows[0].Vente!.Ligne.PrixUnitaireHt));
        Assert.Null((await RowsAsync("Raison sociale;Date de création;CA\nAlpha;03/02/2010;1000\n", GenreImport.Mixte))[0].Vente);
    }

    [Fact]
    public async Task Invoices_that_are_late_count_whatever_the_column_of_their_state_is_called()
    {
        var rows = await RowsAsync("ID;Type;Référence;Date;Nom de la société;Montant HT;Étape\n1;Facture;FACT-1;2026-02-03;Alpha;1000;Payé\n2;Facture;FACT-2;2026-02-04;Bravo;50;En retard\n3;Facture;FACT-3;2026-02-04;Bravo;51;Annulée\n4;Avoir;AVR-1;2026-02-06;Alpha;100;Remboursé\n", GenreImport.Mixte);
        Assert.Equal([("FACT-1", false, TypeVente.Facture), ("FACT-2", false, TypeVente.Facture), ("FACT-3", true, TypeVente.Facture), ("AVR-1", false, TypeVente.Avoir)], rows.Select(r => (r.Vente!.Numero!, r.Vente.EstAnnulee, r.Vente.Type)));
    }

    [Fact]
    public async Task A_row_that_says_invoice_and_has_an_avoirs_number_is_neither()
    {
        var rows = await RowsAsync("Type;N° facture;N° avoir;Client;Date;Montant HT\nFacture;F1;AV-1;Alpha;03/02/2026;100\nFacture;F2;;Alpha;03/02/2026;50\nAvoir;;AV-1;Alpha;04/02/2026;100\n", GenreImport.Mixte);
        Assert.Contains("AV-1", rows[0].VenteEcartee, StringComparison.Ordinal);
        Assert.Equal([TypeVente.Facture, TypeVente.Avoir], rows.Skip(1).Select(r => r.Vente!.Type));
    }

    [Fact]
    public async Task The_title_of_an_invoice_is_what_it_is_for_and_nobodys_function()
    {
        var row = Assert.Single(await RowsAsync("Numéro de facture;Date;Société;Contact;Titre;Total HT;Total TTC\nF1;03/02/2026;Alpha;Jean Dupont;Site;1000,00;1200,00\n", GenreImport.Mixte));
        Assert.Equal(("Site", null), (row.Vente!.Ligne.Designation, row.Contact!.Fonction));
    }

    [Theory]
    [InlineData("Nom du contact", "Jean", "Dupont")]
    [InlineData("Nom contact;Prénom contact", "Marie", "Jean Dupont")]
    public async Task A_contacts_name_without_a_column_of_first_names_is_whole(string headings, string prenom, string nom)
    {
        var row = Assert.Single(await RowsAsync($"Société;{headings}\nAlpha;Jean Dupont;Marie\n".Replace(headings.Contains(';') ? "\0" : ";Marie", "", StringComparison.Ordinal), GenreImport.Contacts));
        Assert.Equal((prenom, nom), (row.Contact!.Prenom, row.Contact.Nom));
    }

    [Fact]
    public async Task A_directorys_words_labels_and_whole_addresses_are_taken_apart()
    {
        var row = Assert.Single(await RowsAsync("Raison sociale;Activité principale;adresse;code_postal;libelle_commune;Téléphone;nature_juridique\nALPHA;Logiciels;1 RUE DE LA PAIX 75002 PARIS;75002;PARIS 2E ARRONDISSEMENT;+33-1-23-45-67-89;5499\n".Replace(";+33-1-23-45-67-89", ";\"+33-1-23-45-67-89;ph:+33-1-23-45-67-80\"", StringComparison.Ordinal), GenreImport.Entreprises));
        Assert.Equal((null, "1 RUE DE LA PAIX", "75002", "5499"), (row.Entreprise!.CodeNaf, row.Entreprise.Facturation.Voie, row.Entreprise.Facturation.CodePostal, row.Entreprise.CategorieJuridique));
        Assert.Equal(["+33-1-23-45-67-89", "+33-1-23-45-67-80"], row.Entreprise.Telephones.Select(t => t.Saisie));
        Assert.Contains(row.Remarques, r => r.Contains("code NAF", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Orders_whose_amounts_have_no_known_heading_are_named()
    {
        var rows = await RowsAsync("id_order;reference;company;total_paid_tax_excl;current_state;date_add\n12;XK;Alpha;100.00;5;2026-02-03 10:00:00\n", GenreImport.Mixte);
        Assert.Contains(rows[0].Remarques, r => r.Contains("total_paid_tax_excl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Months_in_columns_that_nobody_turned_are_named() =>
        Assert.Contains((await RowsAsync("Client;Ville;janv-26;févr-26;mars-26;Total\nALPHA;Paris;100;0;50;150\n", GenreImport.Mixte))[0].Remarques, r => r.Contains("3 colonnes de mois", StringComparison.Ordinal));

    [Fact]
    public async Task WooCommerces_postage_and_discount_are_lines_of_the_order()
    {
        const string Head = "Order Number,Order Status,Order Date,Company (Billing),Order Subtotal Amount,Cart Discount Amount,Order Shipping Amount,Order Total Tax Amount,Order Total Amount,Item Name,Quantity,Item Cost\n";
        var vente = Assert.Single(await RowsAsync(Head + "301,Completed,2026-02-03 10:00,Alpha SARL,170.00,20.00,10.00,32.00,192.00,Vis,34,5.00\n", GenreImport.Mixte)).Vente!;
        Assert.Equal([("Remise", -20m, 20m), ("Port", 10m, 20m)], vente.DeCommande.Select(l => (l.Designation, l.PrixUnitaireHt, l.TauxTva)));
        Assert.Equal((34m, 5m, 20m), (vente.Ligne.Quantite, vente.Ligne.PrixUnitaireHt, vente.Ligne.TauxTva));
    }
}
