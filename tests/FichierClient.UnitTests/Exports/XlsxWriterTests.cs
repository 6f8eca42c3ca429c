using System.IO.Compression;
using System.Xml.Linq;
using FichierClient.Application.Exports.Formats;
using FichierClient.Application.Exports.Lignes;

namespace FichierClient.UnitTests.Exports;

public sealed class XlsxWriterTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public async Task Numbers_days_and_texts_have_their_types_and_a_formula_is_text()
    {
        Colonne[] colonnes =
        [
            new("nom", "Nom"), new("siren", "SIREN", TypeColonne.Identifiant), new("ca", "CA", TypeColonne.Montant), new("jour", "Jour", TypeColonne.Date),
            new("vu", "Vu", TypeColonne.Instant), new("evolution", "Évolution", TypeColonne.Pourcentage), new("vide", "Vide", TypeColonne.Montant),
        ];
        object?[] row = ["=1+1", "012345678", -1234.5m, new DateOnly(2026, 1, 2), new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.FromHours(1)), 0.12m, null];

        using var book = await WriteAsync(colonnes, row);

        var sheet = Read(book, "xl/worksheets/sheet1.xml");
        var cells = sheet.Descendants(Main + "row").ElementAt(1).Elements(Main + "c").ToList();
        Assert.Equal(["inlineStr", "inlineStr", null, null, null, null, null], cells.Select(c => (string?)c.Attribute("t")));
        Assert.Equal(["=1+1", "012345678"], cells.Take(2).Select(c => c.Value));
        Assert.Equal(["-1234.5", "46024", "46024.5", "0.12", ""], cells.Skip(2).Select(c => c.Value));
        Assert.Empty(sheet.Descendants(Main + "f"));
        Assert.Equal(["@", "#,##0.00\\ \"€\"", "dd/mm/yyyy", "dd/mm/yyyy\\ hh:mm", "0%"], cells.Skip(1).Take(5).Select(c => FormatOf(book, (int)c.Attribute("s")!)));
        Assert.Equal("Entreprises", (string?)Read(book, "xl/workbook.xml").Descendants(Main + "sheet").Single().Attribute("name"));
    }

    [Fact]
    public async Task An_empty_list_has_its_headers()
    {
        using var book = await WriteAsync([new Colonne("nom", "Nom")]);

        Assert.Equal("Nom", Read(book, "xl/worksheets/sheet1.xml").Descendants(Main + "row").Single().Value);
    }

    private static async Task<ZipArchive> WriteAsync(Colonne[] colonnes, params object?[][] rows)
    {
        var output = new MemoryStream();
        await new XlsxWriter("EUR").WriteAsync(output, new Tableau(colonnes, rows.ToAsyncEnumerable()), "Entreprises", TestContext.Current.CancellationToken);
        return new ZipArchive(new MemoryStream(output.ToArray()));
    }

    private static XDocument Read(ZipArchive book, string part)
    {
        using var stream = book.GetEntry(part)!.Open();
        return XDocument.Load(stream);
    }

    /// <summary>The format of a cell's style; the built-in ones of ECMA-376 (18.8.30) are named by number.</summary>
    private static string FormatOf(ZipArchive book, int style)
    {
        var styles = Read(book, "xl/styles.xml");
        var id = (int)styles.Descendants(Main + "cellXfs").Single().Elements(Main + "xf").ElementAt(style).Attribute("numFmtId")!;
        return id == 49 ? "@" : (string)styles.Descendants(Main + "numFmt").Single(f => (int)f.Attribute("numFmtId")! == id).Attribute("formatCode")!;
    }
}
