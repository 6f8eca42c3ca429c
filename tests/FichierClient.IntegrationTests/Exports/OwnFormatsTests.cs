using FichierClient.Application.Exports;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Imports;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Exports;

/// <summary>What is written for spreadsheets, phones and accountants is read by the import too, without a word about columns.</summary>
public sealed class OwnFormatsTests
{
    private const string File = """
        Société;SIREN;Prénom;Nom;E-mail contact;Mobile contact;Fonction;Anniversaire;Numéro facture;Date facture;Montant HT;Taux TVA
        Crémerie Élan;732829320;Zoé;Lefèvre;zoe@example.fr;06 12 34 56 78;Directrice;12/05/1980;F1;31/01/2024;1000,5;20
        Crémerie Élan;732829320;Zoé;Lefèvre;zoe@example.fr;06 12 34 56 78;Directrice;12/05/1980;A1;15/02/2024;-100;20
        """;

    [Fact]
    public async Task The_programs_own_workbook_vcard_and_fec_go_in_again()
    {
        await using var db = await TestDatabase.CreateAsync();
        var (from, to) = (await db.AddOrganisationAsync("une"), await db.AddOrganisationAsync("deux"));
        Assert.Equal(0, (await new ImportHarness(db, from).ImportAsync(File, GenreImport.Mixte)).Refusees);
        var harness = new ImportHarness(db, to);

        await MoveAsync(ListeExport.Entreprises, FormatExport.Xlsx, GenreImport.Entreprises, "nom", "siren");
        await MoveAsync(ListeExport.Contacts, FormatExport.VCard, GenreImport.Contacts);
        await MoveAsync(ListeExport.Ventes, FormatExport.Fec, GenreImport.Mixte);

        Assert.Equal(1, await harness.CountAsync("entreprises", "raison_sociale = 'Crémerie Élan'"));
        Assert.Equal(1, await harness.CountAsync("contacts", "prenom = 'Zoé' and nom = 'Lefèvre' and naissance_jour = 12 and naissance_annee = 1980"));
        Assert.Equal(1, await harness.CountAsync("contact_liens", "fonction = 'Directrice'"));
        Assert.Equal(1, await harness.CountAsync("contact_emails", "adresse = 'zoe@example.fr'"));
        Assert.Equal(1, await harness.CountAsync("contact_telephones", "e164 = '+33612345678'"));
        Assert.Equal(1, await harness.CountAsync("ventes", "numero = 'F1' and date = '2024-01-31' and total_ht = 1000.5 and total_tva = 200.1"));
        Assert.Equal(1, await harness.CountAsync("ventes", "numero = 'A1' and type = 'Avoir' and total_ht = 100"));

        async Task MoveAsync(ListeExport liste, FormatExport format, GenreImport genre, params string[] colonnes)
        {
            var demande = ExportHarness.Demande(liste, format, colonnes) with { Tri = liste == ListeExport.Ventes ? "date" : "nom" };
            var id = (await db.Get<StartExport>().Do(from.Acteur(), demande)).Id;
            var bilan = await harness.ImportAsync(await harness.ReceiveAsync(await db.BytesOfExportAsync(from.Acteur(), id), "export", genre));
            Assert.Equal(0, bilan.Refusees);
        }
    }
}
