using FichierClient.Domain.Contacts;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Ventes;
using static FichierClient.UnitTests.Imports.LayoutTests;

namespace FichierClient.UnitTests.Imports;

/// <summary>What lists made by hand and by other programs mean, where a quick reading would be silently wrong.</summary>
public sealed class ListesReellesTests
{
    [Theory]
    [InlineData("Type", "Vente avec installation", "F")]
    [InlineData("Type", "Avance sur travaux", "F")]
    [InlineData("Type", "Carte de crédit", "F")]
    [InlineData("Type", "Avenant au contrat", "F")]
    [InlineData("Type", "Note de crédit", "A")]
    [InlineData("Type", "AV", "A")]
    [InlineData("Type de document", "Facture réglée par chèque", "F")]
    [InlineData("Type de document", "Facture proforma", "-")]
    [InlineData("Type de document", "Règlement facture", "-")]
    [InlineData("Type de document", "Commande client", "-")]
    [InlineData("Type de document", "Bon de retour", "-")]
    [InlineData("Type de document", "BL", "-")]
    [InlineData("Type de document", "Note de frais", "-")]
    [InlineData("Type de document", "BL client", "-")]
    [InlineData("Type de document", "DE 2025-3", "-")]
    [InlineData("Type de document", "Prestation de service", "F")]
    [InlineData("Type de document", "FA", "F")]
    [InlineData("Type", "ACCRECCREDIT", "A")]
    [InlineData("Type", "ACCPAY", "-")]
    [InlineData("Statut facture", "Provisoire", "B")]
    [InlineData("Statut facture", "À valider", "B")]
    [InlineData("Statut facture", "Validée", "F")]
    [InlineData("Statut facture", "Supprimée", "X")]
    [InlineData("Statut facture", "Annulée par avoir", "F")]
    [InlineData("Statut facture", "À facturer", "-")]
    [InlineData("Étape", "Pas encore signé", "-")]
    [InlineData("Étape", "Facture à émettre", "-")]
    [InlineData("Étape", "Contrat signé", "F")]
    [InlineData("Nature", "Pièce détachée", "F")]
    [InlineData("Nature", "Livraison", "F")]
    [InlineData("Désignation", "Total", "-")]
    [InlineData("Statut facture", "En attente de paiement", "F")]
    [InlineData("État", "Erreur de paiement", "-")]
    [InlineData("Domaine", "Achat", "-")]
    [InlineData("Domaine", "Vente", "F")]
    [InlineData("Avoir", "Oui", "A")]
    [InlineData("N° avoir", "A-7", "A")]
    public async Task A_row_is_a_sale_a_credit_note_a_draft_or_none(string heading, string cell, string expected)
    {
        var row = Assert.Single(await RowsAsync($"N° facture;Client;Date;Montant HT;{heading}\nF1;Alpha;15/01/2025;100;{cell}\n", GenreImport.Mixte));
        Assert.Equal(expected, row.Vente is not { } v || row.Refus is not null ? "-" : v.EstAnnulee ? "X" : v.EstBrouillon ? "B" : v.Type == TypeVente.Avoir ? "A" : "F");
    }

    [Theory]
    [InlineData("Nom de l'opportunité;Société;Montant;Probabilité;Statut;Date de clôture\nSite;Alpha;1000;100;Gagnée;15/01/2025\nAudit;Beta;2000;50;En cours;16/01/2025\n")]
    [InlineData("Lead,Company,Amount,Status,Step,Date\nSite,Alpha,1000,won,Signature,2025-01-15\nAudit,Beta,2000,standby,Devis,2025-01-16\n")]
    [InlineData("Titre;Client;Montant (hors TVA);Phase;Statut;Date de clôture\nSite;Alpha;1000;Accepté;Gagné;15/01/2025\nAudit;Beta;2000;Offre envoyée;Ouvert;16/01/2025\n")]
    [InlineData("Client;Montant HT;Date;Affaire\nAlpha;1000;15/01/2025;Gagnée\nBeta;2000;16/01/2025;perdue\n")]
    [InlineData("Deal;Client;Montant HT;Étape;Statut;Date de clôture\nSite;Alpha;1000;Signature;Gagné;15/01/2025\nAudit;Beta;2000;Devis;Gagné à confirmer;16/01/2025\n")]
    public async Task Of_deals_only_the_won_ones_are_sales(string file) =>
        Assert.Equal([true, false], (await RowsAsync(file, GenreImport.Mixte)).Select(r => r is { Refus: null, Vente: not null }));

    [Theory]
    [InlineData("N° facture;Client;Date;Total;dont TVA\nF1;Alpha;15/01/2025;120;20\n")]
    [InlineData("N° facture;Client;Date;Montant\nF1;Alpha;15/01/2025;100 € HT\n")]
    [InlineData("N° facture;Client;Date;Quantité;Prix HT\nF1;Alpha;15/01/2025;2;50\n")]
    [InlineData("Numéro;Client;Date de facture;Montant HTVA;Montant TVA;Montant TVAC\nF1;Alpha;15/01/2025;100;21;121\n")]
    [InlineData("Number,Invoice Partner Display Name,Invoice/Bill Date,Tax Excluded Signed,Total Signed,Status\nF1,Alpha,2025-01-15,100.00,120.00,Posted\n")]
    [InlineData("TYPE PIECE;NUM PIECE;DATE PIECE;CODE TIERS;NOM TIERS;HT NET;TVA NET;TTC NET\nFACTURE;F1;15/01/2025;C1;Alpha;100;20;120\n")]
    [InlineData("N° facture;Client;Date;Total HT ligne;Total HT;Total TTC\nF1;Alpha;15/01/2025;100;150;180\n")]
    public async Task The_amount_is_without_tax_and_the_client_is_the_buyer(string file)
    {
        var row = Assert.Single(await RowsAsync(file, GenreImport.Mixte));
        Assert.Null(row.Refus);
        Assert.Equal(("Alpha", 100m, "F1"), (row.Entreprise!.Nom, row.Vente!.Ligne.Quantite * row.Vente.Ligne.PrixUnitaireHt, row.Vente.Numero));
    }

    [Theory]
    [InlineData("NOUS SARL", "NOUS SARL", "Alpha", "Beta")]
    [InlineData("Alpha", "Beta", "Anne Roy", "Luc Petit")]
    public async Task A_company_that_stands_on_all_rows_beside_clients_is_the_seller(string first, string second, string client, string other)
    {
        var rows = await RowsAsync($"Société;N° facture;Date;Client;Montant HT\n{first};F1;15/01/2025;{client};100\n{second};F2;16/01/2025;{other};50\n", GenreImport.Ventes);
        Assert.Equal(["Alpha", "Beta"], rows.Select(r => r.Entreprise!.Nom));
    }

    [Fact]
    public async Task Amounts_that_contain_the_tax_or_hide_another_one_make_no_vente()
    {
        var rows = await RowsAsync("N° facture;Client;Date;Montant;TTC\nF1;Alpha;15/01/2025;1 200 € TTC;\nF2;Alpha;15/01/2025;100;180\n", GenreImport.Mixte);
        Assert.All(rows, r => Assert.NotNull(r.VenteEcartee));
    }

    [Fact]
    public async Task A_list_to_canvass_has_revenues_of_others_and_no_sale()
    {
        var rows = await RowsAsync("Dénomination;SIREN;Chiffre d'affaires;Résultat;Date de clôture;Effectif\nAlpha;552100554;1 250 000;80 000;31/12/2024;12\n", GenreImport.Mixte);
        Assert.Equal((null, "Alpha"), (rows[0].Vente, rows[0].Entreprise!.Nom));
        var other = await RowsAsync("Raison sociale;Montant TTC\nAlpha;100\n", GenreImport.Mixte);
        Assert.Contains("Montant TTC", Assert.Single(other[0].Remarques), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ditto_marks_say_what_stands_above_and_feet_are_no_companies()
    {
        var rows = await RowsAsync("Client;Date;Montant HT;Désignation\nAlpha;15/01/2025;10;Vis\nidem;16/01/2025;20;\"\"\"\"\n\"\"\"\";\"\"\"\";5;Clou\nTotal;28/02/2025;35;\nClient;Date;Montant HT;Désignation\n---;---;---;---\nAlpha;01/03/2025;99;Report à nouveau\n", GenreImport.Mixte);
        Assert.Equal(["Alpha|16/01/2025|20|Vis", "Alpha|16/01/2025|5|Clou"], rows.Skip(1).Take(2).Select(r => $"{r.Entreprise!.Nom}|{r.Vente!.Date:dd/MM/yyyy}|{r.Vente.Ligne.PrixUnitaireHt}|{r.Vente.Ligne.Designation}"));
        Assert.All(rows.Skip(3), r => Assert.NotNull(r.Refus));
        var list = await RowsAsync("Raison sociale;Code postal;Ville\nBRETAGNE;;\nAlpha;35000;Rennes\nBeta;29200;Brest\nGamma;75001;Paris\nDelta;75002;Paris\nNombre de clients : 2;;\n* en procédure;;\n", GenreImport.Entreprises);
        Assert.Equal([true, false, false, false, false, false, false], list.Select(r => r.EstDouteuse));
        Assert.Equal([false, false, false, false, false, true, true], list.Select(r => r.Refus is not null));
    }

    [Theory]
    [InlineData("Nom et prénom", "Dupont Jean", "Jean|Dupont")]
    [InlineData("Contact", "Jean Dupont", "Jean|Dupont")]
    [InlineData("Contact", "Martin Anne", "Anne|Martin")]
    [InlineData("Nom et prénom", "Xuân Thu", "Thu|Xuân")]
    [InlineData("Contact", "Mme PETIT Claire (DAF)", "Claire|PETIT")]
    [InlineData("Contact", "Jean-Pierre DE LA TOUR", "Jean-Pierre|DE LA TOUR")]
    [InlineData("Contact", "M DUPUIS", "|DUPUIS")]
    [InlineData("Contact", "J. Dupont", "J.|Dupont")]
    [InlineData("Contact", "Dupont J.", "J.|Dupont")]
    [InlineData("Contact", "J.-P. Martin", "J.-P.|Martin")]
    [InlineData("Contact", "JC Van Damme", "JC|Van Damme")]
    [InlineData("Contact", "LE GOFF Anne", "Anne|LE GOFF")]
    [InlineData("Contact", "Laurent Thomas", "Laurent|Thomas")]
    [InlineData("Contact", "Dr Paul Morin", "Paul|Morin")]
    [InlineData("Contact", "M. et Mme Dupont", "|Dupont")]
    [InlineData("Contact", "Jean Martin / Anne Roy", "Jean|Martin")]
    [InlineData("Contact", "Paul et Luc Durand", "Paul|Durand")]
    public async Task A_whole_name_is_read_in_either_order(string heading, string cell, string expected)
    {
        var contact = Assert.Single(await RowsAsync($"{heading};Société;Téléphone\n{cell};Alpha;0299000000\n", GenreImport.Contacts)).Contact!;
        Assert.Equal(expected, $"{contact.Prenom}|{contact.Nom}");
    }

    [Theory]
    [InlineData("Statut", "Inscrit", "Désinscrit", Opposition.Email)]
    [InlineData("Statut", "Inscrit", "Plainte", Opposition.Email)]
    [InlineData("Désinscrit de tous les e-mails", "false", "true", Opposition.Email)]
    [InlineData("Ne pas contacter", "Non", "Oui", Opposition.Email | Opposition.Telephone | Opposition.Courrier)]
    [InlineData("Ne pas appeler", "Non", "Oui", Opposition.Telephone)]
    [InlineData("Consentement RGPD", "Oui", "Non", Opposition.Email)]
    [InlineData("Souhaitez-vous recevoir notre newsletter ?", "Oui", "Non", Opposition.Email)]
    [InlineData("IsExcludedFromCampaigns", "false", "true", Opposition.Email)]
    [InlineData("Statut", "Client", "Prospect", Opposition.None)]
    public async Task Who_objected_is_not_solicited_again(string heading, string no, string yes, Opposition expected) =>
        Assert.Equal([Opposition.None, expected], (await RowsAsync($"Prénom;Nom;Email;{heading}\nJean;Martin;a@alpha-x.fr;{no}\nAna;Roy;b@beta-x.fr;{yes}\n", GenreImport.Contacts)).Select(r => r.Contact!.Oppositions));

    [Theory]
    [InlineData("Raison sociale;Statut client\nAlpha;Ex-client\n", StatutEntreprise.AncienClient)]
    [InlineData("Raison sociale;Statut client\nAlpha;Client perdu\n", StatutEntreprise.AncienClient)]
    [InlineData("Raison sociale;Statut client\nAlpha;Non client\n", StatutEntreprise.Prospect)]
    [InlineData("Raison sociale;Statut client\nAlpha;Futur client\n", StatutEntreprise.Prospect)]
    [InlineData("Nom;Prospect / Client\nAlpha;Client\n", StatutEntreprise.Client)]
    public async Task A_word_of_state_is_no_name(string file, StatutEntreprise expected)
    {
        var entreprise = Assert.Single(await RowsAsync(file, GenreImport.Entreprises)).Entreprise!;
        Assert.Equal(("Alpha", expected), (entreprise.Nom, entreprise.Statut));
    }

    [Fact]
    public async Task A_house_number_a_shared_code_and_a_social_page_identify_nobody()
    {
        var rows = await RowsAsync("Nom;Rue;Numéro;Code client;Site web\nAlpha;rue du Port;12;NC;https://www.facebook.com/alpha\nBeta;rue du Quai;12;9999;beta-x.fr\n", GenreImport.Entreprises);
        Assert.Equal([(null, "12 rue du Port", null), (null, "12 rue du Quai", "beta-x.fr")], rows.Select(r => (r.Entreprise!.Reference, r.Entreprise.Facturation.Voie!, r.Entreprise.Site)));
        var people = await RowsAsync("Prénom;Nom;Société;Email\nAna;Roy;Particulier;a@x-roy.fr\n", GenreImport.Contacts);
        Assert.True(people[0].Entreprise is not { IsPresent: true });
    }

    [Fact]
    public async Task The_row_that_names_most_columns_is_the_heading()
    {
        var file = await ReadingTests.AnalyseAsync("Société;NOUS SARL;Exercice;2025\nÉtat;Ventes;Édité le;12/03/2025\nN° facture;Client;Date;Montant HT\nF1;Alpha;15/01/2025;100\n");
        Assert.Equal(["N° facture", "Client", "Date", "Montant HT"], file.Headers);
        var groups = await ReadingTests.AnalyseAsync("Facture;;Client;;Montants;;\nN°;Date;Nom;Ville;HT;TVA;TTC\nF1;15/01/2025;Alpha;Rennes;100;20;120\n");
        Assert.Equal(["N°", "Date", "Nom", "Ville", "HT", "TVA", "TTC"], groups.Headers);
        Assert.Equal(["Raison sociale", "Ville"], (await ReadingTests.AnalyseAsync("1. Raison sociale *;2. Ville\nAlpha;Rennes\n")).Headers);
    }

    [Fact]
    public async Task A_sale_without_a_number_is_the_same_however_it_is_written()
    {
        var one = Assert.Single(await RowsAsync("Date;Client;Désignation;Montant HT\n15/01/2025;Alpha;Conseil;100,00\n", GenreImport.Ventes));
        var other = Assert.Single(await RowsAsync("Date,Client,Désignation,Montant HT,TVA\n2025-01-15,ALPHA,conseil,100,20 %\n", GenreImport.Ventes));
        var next = Assert.Single(await RowsAsync("Date;Client;Désignation;Montant HT\n16/01/2025;Alpha;Conseil;100,00\n", GenreImport.Ventes));
        Assert.Equal(one.Empreinte, other.Empreinte);
        Assert.NotEqual(one.Empreinte, next.Empreinte);
    }

    [Fact]
    public async Task A_general_address_is_the_companys()
    {
        var row = Assert.Single(await RowsAsync("Société;Contact;Tél;E-mail\nAlpha;Jean Dupont;02 99 00 00 00;contact@alpha-x.fr\n", GenreImport.Mixte));
        Assert.Equal(("contact@alpha-x.fr", 0), (row.Entreprise!.Email, row.Contact!.Emails.Count));
    }

    [Fact]
    public async Task A_unit_behind_a_number_hides_no_thousands()
    {
        var english = Assert.Single(await RowsAsync("Invoice number,Customer,Invoice date,Quantity,Unit price\nF1,Alpha,2025-01-15,\"1,500 pcs\",2.50\n", GenreImport.Ventes));
        Assert.Equal((1_500m, 2.5m), (english.Vente!.Ligne.Quantite, english.Vente.Ligne.PrixUnitaireHt));
        var dirham = Assert.Single(await RowsAsync("N° facture;Client;Date;Montant HT;Taux de change\nF1;Alpha;15/01/2025;1 200,00 MAD;0,09\n", GenreImport.Ventes));
        Assert.Equal((1_200m, "MAD"), (dirham.Vente!.Ligne.PrixUnitaireHt, dirham.Vente.Devise));
    }

    [Fact]
    public async Task A_sum_of_an_invoice_is_no_further_line_and_a_ditto_mark_needs_a_row_above()
    {
        var rows = await RowsAsync("N° facture;Client;Date;Désignation;Quantité;Prix unitaire HT\nF1;Alpha;15/01/2025;Reportage photo;1;100\n;;;Vis;2;50\n;;;Total facture;1;200\nF2;Beta;16/01/2025;Clou;1;5;;x\nidem;idem;idem;Vis;1;7\n", GenreImport.Ventes);
        Assert.Equal([true, true, false, false, false], rows.Select(r => r.Refus is null));
        Assert.Equal("F1", rows[1].Vente!.Numero);
    }

    [Theory]
    [InlineData(20, 2)]
    [InlineData(25, 7)]
    public async Task A_long_preamble_is_no_crash(int lines, int rows) =>
        Assert.Equal(rows, (await ReadingTests.AnalyseAsync(string.Concat(Enumerable.Repeat("Édité\n", lines)) + "N° facture;Client;Date;Montant HT\nF1;Alpha;15/01/2025;100\nF2;Alpha;16/01/2025;50\n")).Rows);

    [Theory]
    [InlineData("Nom et prénom", "Mail")]
    [InlineData("Contact", "E-mail")]
    public async Task Beside_a_whole_name_the_phone_and_the_address_are_the_persons(string name, string mail)
    {
        var row = Assert.Single(await RowsAsync($"Société;{name};Tél;{mail}\nAlpha;Dupont Jean;06 12 34 56 78;jean.dupont@alpha-x.fr\n", GenreImport.Mixte));
        Assert.Equal(("Alpha", null, "Jean", "jean.dupont@alpha-x.fr", "06 12 34 56 78"), (row.Entreprise!.Nom, row.Entreprise.Email, row.Contact!.Prenom, row.Contact.Emails[0], row.Contact.Telephones[0].Saisie));
    }

    [Fact]
    public async Task A_number_in_the_name_is_the_clients_and_a_second_table_is_not_read_into_the_first()
    {
        var rows = await RowsAsync("Client;Date;Montant HT\nC001 - Alpha;15/01/2025;10\nAlpha (C001);16/01/2025;20\n[C002] Beta;16/01/2025;30\n", GenreImport.Mixte);
        Assert.Equal(["C001 Alpha", "C001 Alpha", "C002 Beta"], rows.Select(r => $"{r.Entreprise!.Reference} {r.Entreprise.Nom}"));
        var names = await RowsAsync("Client;Date;Montant HT\nStudio 54;15/01/2025;10\nGarage Dupont;16/01/2025;20\n", GenreImport.Mixte);
        Assert.Equal(["Studio 54", "Garage Dupont"], names.Select(r => r.Entreprise!.Nom));
        var blocks = await RowsAsync("Raison sociale;Téléphone;;Raison sociale;Téléphone\nAlpha;0299000000;;Gamma;0142000000\n", GenreImport.Entreprises);
        Assert.Equal("0299000000", Assert.Single(blocks[0].Entreprise!.Telephones).Saisie);
        Assert.Contains("Deux tableaux", Assert.Single(blocks[0].Remarques), StringComparison.Ordinal);
    }
}
