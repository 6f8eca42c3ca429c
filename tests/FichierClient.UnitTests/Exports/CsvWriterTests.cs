using System.Text;
using FichierClient.Application.Exports.Formats;
using FichierClient.Application.Exports.Lignes;
using FichierClient.Application.Imports.Reading;
using FichierClient.UnitTests.Imports;

namespace FichierClient.UnitTests.Exports;

public sealed class CsvWriterTests
{
    private static readonly Colonne[] Colonnes =
    [
        new("nom", "Nom"), new("ca", "CA", TypeColonne.Montant), new("jour", "Jour", TypeColonne.Date), new("vu", "Vu", TypeColonne.Instant),
    ];

    private static readonly DateTimeOffset Instant = new(2026, 1, 2, 15, 4, 5, TimeSpan.FromHours(1));

    [Fact]
    public async Task The_file_for_a_french_excel_has_a_mark_semicolons_commas_and_french_days()
    {
        var bytes = await WriteAsync(CsvDialecte.Excel, ["Été; « noël »", 1234.5m, new DateOnly(2026, 1, 2), Instant], [null, -12m, null, null]);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("Nom;CA;Jour;Vu\r\n\"Été; « noël »\";1234,5;02/01/2026;02/01/2026 15:04\r\n;-12;;\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public async Task The_international_file_is_rfc_4180_with_points_and_iso_days() =>
        Assert.Equal(
            "Nom,CA,Jour,Vu\r\n\"a \"\"b\"\", c\r\nd\",1234.5,2026-01-02,2026-01-02T15:04:05+01:00\r\n",
            Encoding.UTF8.GetString(await WriteAsync(CsvDialecte.Rfc4180, ["a \"b\", c\r\nd", 1234.5m, new DateOnly(2026, 1, 2), Instant])));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+33 1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("＝1+1")]
    public async Task Text_that_a_spreadsheet_would_calculate_gets_an_apostrophe_and_a_number_stays_one(string formula)
    {
        foreach (var dialecte in new[] { CsvDialecte.Excel, CsvDialecte.Rfc4180 })
        {
            var row = (await ReadAsync(await WriteAsync(dialecte, [formula, -2.5m, null, null])))[1];
            Assert.Equal("'" + formula, row[0]);
            Assert.StartsWith("-2", row[1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_lossless_file_gives_back_what_stood_there()
    {
        string[] hostile = ["=1+1", "'=1", "a\"b\"\"c", "ligne\nsuivante", "ligne\r\nsuivante", "0123", "É😀;,", "fin\"", "\"\""];

        var rows = await ReadAsync(await WriteAsync(CsvDialecte.Reimport, [.. hostile.Select(h => new object?[] { h, 0.5m, new DateOnly(2026, 1, 2), null })]));

        Assert.Equal(hostile, rows.Skip(1).Select(r => r[0]));
        Assert.Equal(["0,5", "2026-01-02"], rows[1][1..3]);
    }

    [Fact]
    public async Task A_fec_has_tabs_that_no_field_holds_and_latin_9()
    {
        var bytes = await WriteAsync(CsvDialecte.Fec, ["Œuf\t\"5 €\"\r\nfin", 1234.5m, new DateOnly(2026, 1, 2), null]);

        Assert.Equal("Nom\tCA\tJour\tVu\r\nŒuf \"5 €\"  fin\t1234,5\t20260102\t\r\n", CsvDialecte.Fec.Encodage.GetString(bytes));
        Assert.Contains((byte)0xA4, bytes);
    }

    private static async Task<byte[]> WriteAsync(CsvDialecte dialecte, params object?[][] rows)
    {
        using var output = new MemoryStream();
        await CsvWriter.WriteAsync(output, new Tableau(Colonnes, rows.ToAsyncEnumerable()), dialecte, TestContext.Current.CancellationToken);
        return output.ToArray();
    }

    /// <summary>As the import reads it.</summary>
    private static async Task<List<string[]>> ReadAsync(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        var file = await ReadingTests.AnalyseAsync(text);
        await using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var reader = await RowReader.OpenAsync(file, stream, TestContext.Current.CancellationToken);
        return [[.. file.Headers], .. (await reader.ReadAsync(100, TestContext.Current.CancellationToken)).Select(r => r.Record.Cells)];
    }
}
