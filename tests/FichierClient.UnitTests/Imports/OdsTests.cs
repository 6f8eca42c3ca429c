using System.IO.Compression;
using FichierClient.Application.Imports.Reading;

namespace FichierClient.UnitTests.Imports;

public sealed class OdsTests
{
    private const string Header = "<table:table-row><table:table-cell office:value-type='string'><text:p>Nom</text:p></table:table-cell><table:table-cell office:value-type='string'><text:p>Valeur</text:p></table:table-cell></table:table-row>";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cells_are_read_by_their_type()
    {
        var rows = await RowsAsync("""
            <table:table-row table:visibility="filter"><table:table-cell office:value-type="string"><office:annotation><text:p>commentaire</text:p></office:annotation><text:p>deux<text:s text:c="2"/><text:span>mots</text:span></text:p><text:p>lignes</text:p></table:table-cell>
              <table:table-cell office:value-type="float" office:value="123456789"><text:p>01 23 45 67 89</text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell office:value-type="date" office:date-value="2024-03-31T00:00:00"><text:p>31/03/24</text:p></table:table-cell><table:table-cell office:value-type="currency" office:value="1234.5"><text:p>1 234,50 €</text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell office:value-type="time" office:time-value="PT26H30M00S"/><table:table-cell office:value-type="percentage" office:value="0.055"><text:p>6 %</text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell office:value-type="float" office:value="5.2085130300047E+13"/><table:covered-table-cell office:value-type="string"><text:p>caché</text:p></table:covered-table-cell></table:table-row>
            """);

        Assert.Equal(
            [["deux  mots\nlignes", "0123456789"], ["2024-03-31", "1234.5"], ["26:30:00", "5.5%"], ["VRAI"], ["52085130300047"]],
            rows.Select(r => r.Cells));
        Assert.Equal([true, false, false, false, false], rows.Select(r => r.IsHidden));
        Assert.True(rows[1].IsNumber(1) && !rows[1].IsNumber(0));
        Assert.Contains("#N/A", rows[3].Remark, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_rows_and_cells_stand_for_as_many_as_they_say_and_blank_ones_for_none()
    {
        var rows = await RowsAsync("""
            <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/><table:table-cell table:number-columns-repeated="16382"/></table:table-row>
            <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            <table:table-row><table:table-cell office:value-type="string"><text:p>fin</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            """);

        Assert.Equal([["7", "7"], ["7", "7"], ["fin"]], rows.Select(r => r.Cells));
        Assert.Equal([2, 3, 7], rows.Select(r => (int)r.Line));
    }

    [Fact]
    public async Task Counts_that_stand_for_a_thousand_million_cells_are_stopped()
    {
        var bomb = Ods("<table:table-row table:number-rows-repeated='1000000'><table:table-cell table:number-columns-repeated='4000' office:value-type='float' office:value='7'/></table:table-row>");
        Assert.Contains("gonfle", (await Assert.ThrowsAsync<UnreadableFileException>(() => WorkbookTests.AnalyseAsync(bomb))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_visible_sheet_is_read_and_an_encrypted_document_refused()
    {
        var file = await WorkbookTests.AnalyseAsync(Ods("<table:table-row><table:table-cell office:value-type='float' office:value='1'/></table:table-row>"));
        Assert.Equal((FormatFichier.Ods, "Données"), (file.Dialect.Format, file.Dialect.Feuille));
        Assert.Equal([("Masquée", true), ("Données", false)], file.Feuilles.Select(f => (f.Nom, f.Masquee)));

        var locked = Ods("", "<manifest:manifest xmlns:manifest='m'><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>");
        Assert.Contains("mot de passe", (await Assert.ThrowsAsync<UnreadableFileException>(() => WorkbookTests.AnalyseAsync(locked))).Message, StringComparison.Ordinal);
    }

    private static async Task<List<FileRecord>> RowsAsync(string rows)
    {
        var bytes = Ods(rows);
        using var reader = await RowReader.OpenAsync(await WorkbookTests.AnalyseAsync(bytes), new MemoryStream(bytes), Token);
        return (await reader.ReadAsync(100, Token)).ConvertAll(r => r.Record);
    }

    internal static byte[] Ods(string rows, string manifest = "<manifest/>")
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "META-INF/manifest.xml", manifest);
            Write(zip, "content.xml", $"""
                <office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c">
                <office:automatic-styles><style:style style:name="ta1"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
                <office:body><office:spreadsheet><table:table table:name="Masquée" table:style-name="ta1">{Header}{Header}</table:table>
                <table:table table:name="Données"><table:shapes><text:p>dessin</text:p></table:shapes>{Header}<table:table-row-group>{rows}</table:table-row-group></table:table></office:spreadsheet></office:body></office:document-content>
                """);
        }

        return file.ToArray();
    }

    private static void Write(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }
}
