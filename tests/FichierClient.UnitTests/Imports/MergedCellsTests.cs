using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Imports;

namespace FichierClient.UnitTests.Imports;

/// <summary>Lists made by hand write a client's name once, in a cell merged beside all his rows.</summary>
public sealed class MergedCellsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cell_merged_downwards_stands_in_each_of_its_rows_and_a_title_once()
    {
        var rows = await RowsAsync(new XlsxFile { Merges = ["A1:C1", "A3:A5", "B3:B4", "C7:D7", "A6:A8"] }.Sheet("F",
            Row(1, T('A', 1, "Ventes 2025")) + Row(2, T('A', 2, "Client"), T('B', 2, "Date"), T('C', 2, "Produit"), T('D', 2, "Montant HT"))
            + Row(3, T('A', 3, "Dupont"), T('B', 3, "05/01/2025"), T('C', 3, "Pose"), N('D', 3, 100)) + Row(4, T('C', 4, "Port"), N('D', 4, 10)) + Row(5, T('A', 5, "caché"), T('B', 5, "06/01/2025"), T('C', 5, "Vis"), N('D', 5, 1))
            + Row(6, T('A', 6, "Martin"), T('B', 6, "07/01/2025"), T('C', 6, "Clou"), N('D', 6, 2)) + Row(7, T('C', 7, "à droite")) + Row(9, T('A', 9, "Roux"), T('B', 9, "08/01/2025"), T('C', 9, "Vis"), N('D', 9, 3))).ToBytes());

        Assert.Equal(
            ["Dupont|05/01/2025|Pose|100", "Dupont|05/01/2025|Port|10", "caché|06/01/2025|Vis|1", "Martin|07/01/2025|Clou|2", "Martin||à droite", "Roux|08/01/2025|Vis|3"],
            rows.Select(r => string.Join('|', r.Cells)));
    }

    [Fact]
    public async Task An_amount_merged_beside_several_rows_counts_once_and_an_invoice_s_total_is_its_total()
    {
        var one = await ParseAsync(new XlsxFile { Merges = ["A2:A3", "B2:B3", "D2:D3"] }.Sheet("F",
            Row(1, T('A', 1, "Client"), T('B', 1, "Date"), T('C', 1, "Produit"), T('D', 1, "Montant HT"))
            + Row(2, T('A', 2, "Dupont"), T('B', 2, "05/01/2025"), T('C', 2, "Pose"), N('D', 2, 100)) + Row(3, T('C', 3, "Port"))).ToBytes());
        var many = await ParseAsync(new XlsxFile { Merges = ["A2:A3", "B2:B3", "D2:D3", "E2:E3"] }.Sheet("F",
            Row(1, T('A', 1, "Client"), T('B', 1, "Date"), T('C', 1, "Produit"), T('D', 1, "Montant HT"), T('E', 1, "N° facture"))
            + Row(2, T('A', 2, "Dupont"), T('B', 2, "05/01/2025"), T('C', 2, "Pose"), N('D', 2, 100), N('E', 2, 12)) + Row(3, T('C', 3, "Port"))).ToBytes());

        Assert.Equal([null, true], one.Select(r => r.VenteEcartee?.Contains("montant", StringComparison.OrdinalIgnoreCase)));
        Assert.Equal([("12", 100m), ("12", 100m)], many.Select(r => (r.Vente!.Numero!, r.Vente.Ligne.PrixUnitaireHt)));
    }

    [Fact]
    public async Task A_sheet_of_open_document_says_it_at_the_cell()
    {
        static string Cell(string text, string more = "") => $"<table:table-cell office:value-type='string'{more}><text:p>{text}</text:p></table:table-cell>";
        const string Covered = "<table:covered-table-cell/>";
        var rows = await RowsAsync(OdsTests.Ods(
            $"<table:table-row>{Cell("Dupont", " table:number-rows-spanned='3'")}{Cell("un")}</table:table-row><table:table-row>{Covered}{Cell("deux")}</table:table-row>"
            + $"<table:table-row>{Covered}</table:table-row><table:table-row>{Cell("Martin")}{Cell("trois")}</table:table-row><table:table-row>{Covered}{Cell("quatre")}</table:table-row>"));

        Assert.Equal(["Dupont|un", "Dupont|deux", "Martin|trois", "|quatre"], rows.Select(r => string.Join('|', r.Cells)));
    }

    private static string Row(int number, params string[] cells) => $"<row r='{number}'>{string.Concat(cells)}</row>";

    private static string T(char column, int row, string text) => $"<c r='{column}{row}' t='inlineStr'><is><t>{text}</t></is></c>";

    private static string N(char column, int row, int value) => $"<c r='{column}{row}'><v>{value}</v></c>";

    private static async Task<List<FileRecord>> RowsAsync(byte[] bytes)
    {
        using var reader = await RowReader.OpenAsync(await WorkbookTests.AnalyseAsync(bytes), new MemoryStream(bytes), Token);
        return (await reader.ReadAsync(100, Token)).ConvertAll(r => r.Record);
    }

    private static async Task<List<LigneImportee>> ParseAsync(byte[] bytes)
    {
        var file = await WorkbookTests.AnalyseAsync(bytes);
        var lecture = LectureColonnes.Build(file, GenreImport.Mixte, MappingProposal.Propose(file, GenreImport.Mixte));
        using var reader = await RowReader.OpenAsync(file, new MemoryStream(bytes), Token);
        return (await reader.ReadAsync(100, Token)).ConvertAll(new RowParser(lecture, GenreImport.Mixte).Parse);
    }
}
