using FichierClient.BrowserTests.Infrastructure;
using Microsoft.Playwright;
using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace FichierClient.BrowserTests.Imports;

public sealed class WorkbookPagesTests(Chromium chromium, WebProgram program) : BrowserTest(chromium, program)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_workbook_is_sent_as_it_is_and_another_of_its_sheets_chosen()
    {
        await Page.SignInAsync(Program);
        await Page.SendAsync("Entreprises", await WorkbookAsync(), "classeur.xlsx");

        var feuille = Page.GetByLabel("Feuille");
        await Assertions.Expect(feuille).ToHaveValueAsync("Clients");
        await Assertions.Expect(feuille.Locator("option")).ToHaveTextAsync(["Clients", "Vide", "Archives (masquée)"]);
        await feuille.SelectOptionAsync("Vide");
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("aucune ligne à importer");
        await Assertions.Expect(feuille).ToHaveValueAsync("Clients");

        await feuille.SelectOptionAsync("Archives");
        await Assertions.Expect(Page.GetByLabel("Champ de la colonne Client")).ToHaveValueAsync("entreprise.nom");
        await Page.AssertAccessibleAsync();
        await Page.RunAsync();
        await Page.CountsAsync(2, 0, 0, 0);
        await Assertions.Expect(feuille).ToHaveCountAsync(0);
    }

    private static async Task<byte[]> WorkbookAsync()
    {
        using var output = new MemoryStream();
        await using (var book = await Spreadsheet.CreateNewAsync(output, cancellationToken: Token))
        {
            await book.StartWorksheetAsync("Clients", token: Token);
            await book.AddRowAsync([new Cell("Raison sociale")], Token);
            await book.AddRowAsync([new Cell("Fromagerie Bon")], Token);
            await book.StartWorksheetAsync("Vide", token: Token);
            await book.StartWorksheetAsync("Archives", new WorksheetOptions { Visibility = WorksheetVisibility.Hidden }, Token);
            await book.AddRowAsync([new Cell("Client"), new Cell("SIREN")], Token);
            await book.AddRowAsync([new Cell("Garage Petit"), new Cell(552081317)], Token);
            await book.AddRowAsync([new Cell("Café Noir"), new Cell()], Token);
            await book.FinishAsync(Token);
        }

        return output.ToArray();
    }
}
