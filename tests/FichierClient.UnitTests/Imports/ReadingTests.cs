using System.Text;
using System.Text.Json;
using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Reading;
using FsCheck.Xunit;

namespace FichierClient.UnitTests.Imports;

public sealed class ReadingTests
{
    private const string French = "société;ville\r\nÉpicerie « Œuf »;Nîmes\r\nL'Été;Besançon\r\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "windows-1252", "utf-16le", "utf-16le-bom", "utf-16be", "utf-16be-bom", "utf-32le", "utf-32be-bom"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task The_same_text_is_read_from_every_encoding(string encoding)
    {
        var file = await AnalyseAsync(BytesOf(French, encoding));

        Assert.Equal(["société", "ville"], file.Headers);
        Assert.Equal(2, file.Rows);
        Assert.Equal(["Épicerie « Œuf »", "Nîmes"], file.Sample[0]);
    }

    [Fact]
    public async Task One_accent_in_the_last_line_of_a_long_file_decides_the_encoding()
    {
        var text = "nom;ville\n" + string.Concat(Enumerable.Repeat("Dupont;Paris\n", 20_000)) + "Dupont;Nîmes\n";

        Assert.Equal("windows-1252", (await AnalyseAsync(BytesOf(text, "windows-1252"))).EncodingName);
        Assert.Equal("utf-8", (await AnalyseAsync(BytesOf(text, "utf-8"))).EncodingName);
    }

    [Theory]
    [InlineData(10000, "société;ville\nCrémerie « L’Été »;Besançon\n", "macintosh")]
    [InlineData(28605, "société;prix\nSœurs Élan;12 €\n", "iso-8859-15")]
    [InlineData(1252, "société;prix\nL’Élan;12 €\n", "windows-1252")]
    [InlineData(1252, "société;mesure\nÉlan Ž;1 ½\n", "windows-1252")]
    public async Task The_single_byte_sets_are_told_apart_by_what_french_words_have(int codePage, string text, string name)
    {
        var file = await AnalyseAsync(EncodingDetector.Get(codePage).GetBytes(text));

        Assert.Equal(name, file.EncodingName);
        Assert.Equal(text.Split('\n')[1].Split(';'), file.Sample[0]);
    }

    [Theory]
    [InlineData("a;b;c\n1,5;x, y;z\n2,5;u, v;w\n", ';')]
    [InlineData("a,b\n\"1;2\",x\n\"3;4\",y\n", ',')]
    [InlineData("a\tb\n1,2\t3\n4,5\t6\n", '\t')]
    [InlineData("a|b\n1|2\n", '|')]
    [InlineData("sep=;\na;b\n1;2\n", ';')]
    [InlineData("seul\n1\n2\n", ';')]
    public async Task The_separator_is_the_one_that_cuts_rows_regularly(string text, char separator) =>
        Assert.Equal(separator, (await AnalyseAsync(text)).Dialect.Separator);

    [Fact]
    public async Task Blank_lines_a_title_and_the_sep_line_are_not_the_header()
    {
        var file = await AnalyseAsync("\n\nListe des clients;;\nnom;ville;code\nA;Paris;1\n;;\nB;Lyon;2\n\n");

        Assert.Equal(["nom", "ville", "code"], file.Headers);
        Assert.Equal((2, 2), (file.Rows, file.Blank));
    }

    [Fact]
    public async Task Headers_get_one_usable_name_each() =>
        Assert.Equal(["Titre", "Colonne 2", "Titre (2)", "customerNumber", "Deux lignes"], (await AnalyseAsync("Titre;;Titre;# customerNumber;\"Deux\nlignes\"\n1;2;3;4;5\n")).Headers);

    [Fact]
    public async Task Quotes_newlines_and_nuls_in_cells_are_read_and_lines_counted()
    {
        var records = await RecordsAsync("a;b\r\n\"x \"\"y\"\"\r\n\r\nz\";2\r\nm\"n;3\0\r\n\"f\\\";4", ';');

        Assert.Equal(["x \"y\"\r\n\r\nz", "2"], records[1].Cells);
        Assert.Equal(["m\"n", "3"], records[2].Cells);
        Assert.Equal(["f\\", "4"], records[3].Cells);
        Assert.Equal([1, 2, 5, 6], records.Select(r => (int)r.Line));
    }

    [Theory]
    [InlineData("a,b\r1,2\r3,4")]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n")]
    public async Task Every_line_end_is_one(string text) => Assert.Equal(2, (await AnalyseAsync(text)).Rows);

    [Fact]
    public async Task A_quote_that_never_closes_costs_its_line_and_no_other()
    {
        var rows = await RowsAsync("a;b\n1;2\n\"x;3\n4;5\n6;7\n");

        Assert.Equal([false, true, false, false], rows.Select(r => r.Record.Problem is not null));
        Assert.Equal(3, rows[1].Record.Line);
        Assert.Equal(["6", "7"], rows[3].Record.Cells);
    }

    [Fact]
    public async Task Rows_that_are_too_long_or_too_short_are_refused_unless_the_file_always_is_so()
    {
        var rows = await RowsAsync("a;b;c\n1;2;3\n1;2;3;4\n1;2\n1;2;3;\n");
        Assert.Equal([null, "4 cellules", "2 cellules", null], rows.Select(r => r.Record.Problem is { } p ? p.Split(" pour")[0]["La ligne a ".Length..] : null));

        var habit = await RowsAsync("a;b;c;d\n1;2;3\n4;5;6\n7;8;9\n");
        Assert.All(habit, r => Assert.Null(r.Record.Problem));
    }

    [Theory]
    [InlineData("PK\u0003\u0004reste", "classeur")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("", "vide")]
    [InlineData("\n\n", "vide")]
    public async Task What_is_not_a_text_file_is_told_so(string content, string reason) =>
        Assert.Contains(reason, (await Assert.ThrowsAsync<UnreadableFileException>(() => AnalyseAsync(Encoding.Latin1.GetBytes(content)))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_analysis_that_was_kept_before_workbooks_could_be_read_is_that_of_a_text()
    {
        const string Kept = """{"dialect":{"codePage":65001,"separator":";","skippedRecords":1},"encodingName":"utf-8","headers":["Nom"],"rows":2,"blank":0,"widths":{"1":2},"trimmed":false,"columns":[{"filled":2,"samples":["A"]}],"sample":[["A"]]}""";
        var file = JsonSerializer.Deserialize<FileAnalysis>(Kept, ImportJson.Options)!;

        Assert.Equal(new FileDialect(65001, ';', 1), file.Dialect);
        Assert.Empty(file.Feuilles);
        Assert.Equal(file.Dialect with { Format = FormatFichier.Ods, Feuille = "F" }, JsonSerializer.Deserialize<FileAnalysis>(JsonSerializer.Serialize(
            file with { Dialect = file.Dialect with { Format = FormatFichier.Ods, Feuille = "F" } }, ImportJson.Options), ImportJson.Options)!.Dialect);
    }

    [Fact]
    public async Task The_same_columns_have_the_same_fingerprint_whatever_their_case_and_encoding()
    {
        var one = await AnalyseAsync(BytesOf("Société;Code postal\nA;1\n", "windows-1252"));
        var other = await AnalyseAsync("SOCIETE,code_postal\nB,2\n");

        Assert.Equal(one.Fingerprint, other.Fingerprint);
    }

    [Property(MaxTest = 200)]
    public bool What_is_written_with_quotes_is_read_back(string?[] cells)
    {
        var clean = cells.Select(c => new string([.. (c ?? "").Where(ch => ch != '\0' && !char.IsSurrogate(ch))])).DefaultIfEmpty("").ToArray();
        var text = string.Join(';', clean.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n";
        return RecordsAsync(text, ';').GetAwaiter().GetResult() is [var record] && record.Cells.SequenceEqual(clean);
    }

    internal static Task<FileAnalysis> AnalyseAsync(string text) => AnalyseAsync(Encoding.UTF8.GetBytes(text));

    private static Task<FileAnalysis> AnalyseAsync(byte[] bytes) => FileAnalysis.RunAsync(() => new MemoryStream(bytes), null, Token);

    internal static async Task<List<FileRow>> RowsAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var reader = await RowReader.OpenAsync(await AnalyseAsync(bytes), new MemoryStream(bytes), Token);
        return await reader.ReadAsync(1_000, Token);
    }

    private static async Task<List<FileRecord>> RecordsAsync(string text, char separator)
    {
        using var tokenizer = new CsvTokenizer(new StringReader(text), separator);
        var records = new List<FileRecord>();
        while (await tokenizer.ReadAsync(CancellationToken.None) is { } record) records.Add(record);
        return records;
    }

    private static byte[] BytesOf(string text, string name)
    {
        var mark = name.EndsWith("-bom", StringComparison.Ordinal);
        Encoding encoding = name.Replace("-bom", "", StringComparison.Ordinal) switch
        {
            "windows-1252" => EncodingDetector.Windows1252,
            "utf-16le" => new UnicodeEncoding(false, mark),
            "utf-16be" => new UnicodeEncoding(true, mark),
            "utf-32le" => new UTF32Encoding(false, mark),
            "utf-32be" => new UTF32Encoding(true, mark),
            _ => new UTF8Encoding(mark),
        };
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
    }
}
