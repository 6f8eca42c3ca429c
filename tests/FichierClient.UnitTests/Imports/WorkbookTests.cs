using System.IO.Compression;
using System.Text;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Imports;

namespace FichierClient.UnitTests.Imports;

public sealed class WorkbookTests
{
    private const string Header = "<row><c t='inlineStr'><is><t>Nom</t></is></c><c t='inlineStr'><is><t>Valeur</t></is></c></row>";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cells_are_read_by_their_type_and_place()
    {
        var rows = await RowsAsync(new XlsxFile
        {
            SharedStrings = "<si><t>Épicerie</t></si><si><r><t>L’</t></r><r><t xml:space='preserve'>Été </t></r><rPh><t>lété</t></rPh></si>",
        }.Sheet("Clients", """
            <row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>0</v></c><c r='C1' t='s'><v>0</v></c></row>
            <row r='3'><c r='C3' t='s'><v>1</v></c><c r='A3' t='inlineStr'><is><t>a_x000D_&#10;b_x0041_</t></is></c></row>
            <row r='4'><c r='A4' t='b'><v>1</v></c><c r='B4' t='e'><v>#N/A</v></c><c r='C4' t='str'><f>A1</f><v>calculé</v></c></row>
            <row r='5' hidden='1'><c><v>7</v></c><c/><c><v>8</v></c><c r='Z5'><v>9</v></c></row>
            """));

        Assert.Equal(["a\r\nbA", "", "L’Été "], rows[0].Cells);
        Assert.Equal(["VRAI", "", "calculé"], rows[1].Cells);
        Assert.Contains("#N/A", rows[1].Remark, StringComparison.Ordinal);
        Assert.Equal(["7", "", "8"], rows[2].Cells);
        Assert.Contains("à droite", rows[2].Remark, StringComparison.Ordinal);
        Assert.Equal([(3, false), (4, false), (5, true)], rows.Select(r => ((int)r.Line, r.IsHidden)));
    }

    [Theory]
    [InlineData("45382", "dd/mm/yyyy", "2024-03-31")]
    [InlineData("45382.520833333336", "[$-40C]d mmmm yyyy\\ hh:mm;@", "2024-03-31 12:30:00")]
    [InlineData("59", "mmm-yy", "1900-02-28")]
    [InlineData("61", "jj/mm/aaaa", "1900-03-01")]
    [InlineData("0", "dd/mm/yyyy", "")]
    [InlineData("0.5", "hh:mm", "12:00:00")]
    [InlineData("1.25", "[h]:mm", "30:00:00")]
    [InlineData("0.055", "0.0%", "5.5%")]
    [InlineData("5.2085130300047E+13", "General", "52085130300047")]
    [InlineData("1000", "00000", "01000")]
    [InlineData("123456789", "0#\" \"##\" \"##\" \"##\" \"##", "0123456789")]
    [InlineData("0.30000000000000004", "#,##0.00\\ &quot;dh&quot;", "0.3")]
    [InlineData("-1234.5", "#,##0.00\\ [$€-40C];[Red]-#,##0.00\\ [$€-40C]", "-1234.5")]
    [InlineData("1.0", "General", "1")]
    [InlineData("1E-7", "0.00E+00", "0.0000001")]
    [InlineData("4.97010000000001E+17", "0", "4.97010000000001E+17")]
    public async Task A_number_is_what_its_format_says(string raw, string format, string expected)
    {
        var rows = await RowsAsync(new XlsxFile { Formats = [format.Replace("\"", "&quot;", StringComparison.Ordinal)] }
            .Sheet("F", Header + $"<row><c t='inlineStr'><is><t>x</t></is></c><c s='1'><v>{raw}</v></c></row>"));

        Assert.Equal(expected, rows[0].Cells.ElementAtOrDefault(1) ?? "");
    }

    [Fact]
    public async Task Days_count_from_1904_where_the_workbook_says_so_and_iso_cells_stand_as_they_are()
    {
        var rows = await RowsAsync(new XlsxFile { Depuis1904 = true }.Sheet("F", Header + "<row><c s='1'><v>24472</v></c><c t='d'><v>2021-12-31T23:44:51</v></c></row>"));

        Assert.Equal(["1971-01-01", "2021-12-31T23:44:51"], rows[0].Cells);
    }

    [Fact]
    public async Task A_number_of_the_sheet_is_never_read_as_thousands_and_a_day_may_have_lost_its_format()
    {
        var bytes = new XlsxFile().Sheet("F", """
            <row><c t='inlineStr'><is><t>Client</t></is></c><c t='inlineStr'><is><t>SIREN</t></is></c><c t='inlineStr'><is><t>Date facture</t></is></c><c t='inlineStr'><is><t>Quantité</t></is></c><c t='inlineStr'><is><t>Prix unitaire</t></is></c></row>
            <row><c t='inlineStr'><is><t>A</t></is></c><c><v>552081317</v></c><c><v>45382</v></c><c><v>1.234</v></c><c><v>10</v></c></row>
            <row><c t='inlineStr'><is><t>B</t></is></c><c/><c t='inlineStr'><is><t>31/03/2024</t></is></c><c t='inlineStr'><is><t>92,42</t></is></c><c><v>10</v></c></row>
            <row><c t='inlineStr'><is><t>C</t></is></c><c t='inlineStr'><is><t>5,52E+08</t></is></c><c><v>45382</v></c><c><v>1</v></c><c><v>10</v></c></row>
            """).ToBytes();
        var file = await AnalyseAsync(bytes);
        var lecture = LectureColonnes.Build(file, GenreImport.Ventes, MappingProposal.Propose(file, GenreImport.Ventes));
        Assert.Empty(lecture.Questions);
        using var reader = await RowReader.OpenAsync(file, new MemoryStream(bytes), Token);
        var rows = (await reader.ReadAsync(10, Token)).ConvertAll(new RowParser(lecture, GenreImport.Ventes, "EUR").Parse);

        Assert.Equal((1.234m, new DateOnly(2024, 3, 31), "552081317"), (rows[0].Vente!.Ligne.Quantite, rows[0].Vente!.Date, rows[0].Entreprise!.Siren));
        Assert.Equal(92.42m, rows[1].Vente!.Ligne.Quantite);
        Assert.Contains("abîmé", rows[2].Refus, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_visible_sheet_with_rows_is_read_unless_another_is_asked_for()
    {
        var bytes = new XlsxFile { Backslashes = true, Encoding = Encoding.BigEndianUnicode }
            .Sheet("Secret", Header + "<row><c><v>1</v></c></row>", "veryHidden").Sheet("Titre", "<row><c><v>2024</v></c></row>")
            .Sheet("Données", Header + "<row><c><v>2</v></c></row><row r='9'><c s='1'/></row>").ToBytes();
        var file = await AnalyseAsync(bytes);

        Assert.Equal(("Données", 1L, 1L), (file.Dialect.Feuille, file.Rows, file.Blank));
        Assert.Equal([("Secret", true), ("Titre", false), ("Données", false)], file.Feuilles.Select(f => (f.Nom, f.Masquee)));
        Assert.Equal("Secret", (await AnalyseAsync(bytes, "Secret")).Dialect.Feuille);
        Assert.Contains("Données", (await Assert.ThrowsAsync<UnreadableFileException>(() => AnalyseAsync(bytes, "Autre"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_swells_out_of_proportion_is_stopped()
    {
        var bomb = new XlsxFile { Megabytes = 80 }.Sheet("F", Header + "<row><c><v>1</v></c></row>").ToBytes();

        Assert.True(bomb.Length < 200_000);
        Assert.Contains("gonfle", await RefusalAsync(bomb), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_workbook_is_told_so()
    {
        var whole = new XlsxFile().Sheet("F", Header + "<row><c><v>1</v></c></row>").ToBytes();
        Assert.Contains("abîmé", await RefusalAsync(whole[..^30]), StringComparison.Ordinal);
        Assert.Contains("abîmé", await RefusalAsync(new XlsxFile().Sheet("F", "<row><c>").ToBytes()), StringComparison.Ordinal);
        var entity = new XlsxFile { SharedStrings = "<si><t>&e;</t></si>", Prolog = "<!DOCTYPE sst [<!ENTITY e 'dix mille fois'>]>" }.Sheet("F", Header + "<row><c t='s'><v>0</v></c></row>");
        Assert.Contains("abîmé", await RefusalAsync(entity.ToBytes()), StringComparison.Ordinal);
        Assert.Contains("Aucune feuille visible", await RefusalAsync(new XlsxFile().Sheet("F", Header, "hidden").ToBytes()), StringComparison.Ordinal);
        Assert.Contains("mot de passe", await RefusalAsync(Ole("EncryptedPackage")), StringComparison.Ordinal);
        Assert.Contains("XLSX", await RefusalAsync(Ole("Workbook")), StringComparison.Ordinal);
        using var other = new MemoryStream();
        using (var zip = new ZipArchive(other, ZipArchiveMode.Create, leaveOpen: true)) zip.CreateEntry("lettre.txt").Open().Dispose();
        Assert.Contains("archive", await RefusalAsync(other.ToArray()), StringComparison.Ordinal);
        Assert.Contains("page web", await RefusalAsync("<html><table><tr><td>Nom"u8.ToArray()), StringComparison.Ordinal);
    }

    internal static Task<FileAnalysis> AnalyseAsync(byte[] bytes, string? feuille = null) => FileAnalysis.RunAsync(() => new MemoryStream(bytes), feuille, Token);

    private static async Task<string> RefusalAsync(byte[] bytes) => (await Assert.ThrowsAsync<UnreadableFileException>(() => AnalyseAsync(bytes))).Message;

    private static async Task<List<FileRecord>> RowsAsync(XlsxFile workbook)
    {
        var bytes = workbook.ToBytes();
        using var reader = await RowReader.OpenAsync(await AnalyseAsync(bytes), new MemoryStream(bytes), Token);
        return (await reader.ReadAsync(100, Token)).ConvertAll(r => r.Record);
    }

    /// <summary>A compound file with one name in its directory.</summary>
    private static byte[] Ole(string name)
    {
        var file = new byte[1_536];
        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(file);
        file[30] = 9;
        file[48] = 1;
        Encoding.Unicode.GetBytes(name).CopyTo(file.AsSpan(1_024 + 128));
        return file;
    }
}
