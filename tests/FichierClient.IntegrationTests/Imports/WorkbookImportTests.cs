using FichierClient.Application.Imports;
using FichierClient.Domain.Imports;
using FichierClient.IntegrationTests.Infrastructure;
using SpreadCheetah;
using SpreadCheetah.Styling;

namespace FichierClient.IntegrationTests.Imports;

public sealed class WorkbookImportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_vcard_is_taken_for_contacts_whatever_was_chosen_before_it_was_read()
    {
        await using var db = await TestDatabase.CreateAsync();
        var harness = new ImportHarness(db, await db.AddOrganisationAsync());
        var id = await harness.ReceiveAsync("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Martin;Anne;;;\r\nFN:Anne Martin\r\nEMAIL:anne@martin.test\r\nEND:VCARD\r\n"
            + "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;;;;\r\nFN:Charlie SA\r\nORG:Charlie SA\r\nX-ABShowAs:COMPANY\r\nTEL:0140000001\r\nEND:VCARD\r\n", GenreImport.Entreprises);

        Assert.Equal(GenreImport.Contacts, (await harness.GetAsync(id)).Genre);
        Assert.Equal(2, (await harness.ImportAsync(id)).Creees);
        Assert.Equal((1, 1), (await harness.CountAsync("contacts", "nom = 'Martin' and prenom = 'Anne'"), await harness.CountAsync("contacts")));
        Assert.Equal(1, await harness.CountAsync("entreprises", "raison_sociale = 'Charlie SA'"));
    }

    [Fact]
    public async Task Another_sheet_of_a_workbook_is_chosen_and_its_refused_rows_come_back_as_a_csv_that_imports()
    {
        await using var db = await TestDatabase.CreateAsync();
        var organisation = await db.AddOrganisationAsync();
        var harness = new ImportHarness(db, organisation);
        var id = await harness.ReceiveAsync(await WorkbookAsync(), "classeur.xlsx", GenreImport.Mixte);

        // The first sheet alone is longer than a piece of the stored file, and the list of parts is behind both.
        Assert.Equal("Ventes", (await harness.GetAsync(id)).Fichier!.Dialect.Feuille);
        Assert.Null((await db.Get<ChooseFeuille>().RunAsync(organisation.Acteur(), new ChooseFeuilleRequest(id, "Journal"), Token)).Refus);
        var first = (await harness.GetAsync(id)).Fichier!;
        Assert.Equal(("Journal", 20_000L), (first.Dialect.Feuille, first.Rows));
        Assert.Null((await db.Get<ChooseFeuille>().RunAsync(organisation.Acteur(), new ChooseFeuilleRequest(id, "Ventes"), Token)).Refus);
        var bilan = await harness.ImportAsync(id);

        Assert.Equal((2, 0, 1), (bilan.Creees, bilan.Inchangees, bilan.Refusees));
        Assert.Equal(1, await harness.CountAsync("ventes", "date = '2024-03-31' and total_ht = 1.24"));
        Assert.NotNull((await db.Get<ChooseFeuille>().RunAsync(organisation.Acteur(), new ChooseFeuilleRequest(id, "Journal"), Token)).Refus);

        var refused = await harness.RefusedAsync(id);
        Assert.Contains("52085130300047;Client C;2024-04-01;2,1250;", refused, StringComparison.Ordinal);
        var again = await harness.ImportAsync(refused.Replace("52085130300047", "73282932000074", StringComparison.Ordinal), GenreImport.Mixte);
        Assert.Equal(1, again.Creees);
    }

    private static async Task<byte[]> WorkbookAsync()
    {
        using var output = new MemoryStream();
        await using (var book = await Spreadsheet.CreateNewAsync(output, cancellationToken: Token))
        {
            await book.StartWorksheetAsync("Journal", token: Token);
            for (var i = 0; i <= 20_000; i++) await book.AddRowAsync([new Cell(Guid.NewGuid().ToString("N")), new Cell(Guid.NewGuid().ToString("N"))], Token);
            await book.StartWorksheetAsync("Ventes", token: Token);
            var day = book.AddStyle(new Style { Format = NumberFormat.Custom("dd/mm/yyyy") });
            await book.AddRowAsync([new Cell("SIRET"), new Cell("Client"), new Cell("Date facture"), new Cell("Montant HT")], Token);
            await book.AddRowAsync([new Cell(73282932000074L), new Cell("Client A"), new Cell(45382, day), new Cell(1.235)], Token);
            await book.AddRowAsync([new Cell(), new Cell("Client B"), new Cell(45383, day), new Cell(100)], Token);
            await book.AddRowAsync([new Cell(52085130300047L), new Cell("Client C"), new Cell(45383, day), new Cell(2.125)], Token);
            await book.FinishAsync(Token);
        }

        return output.ToArray();
    }
}
