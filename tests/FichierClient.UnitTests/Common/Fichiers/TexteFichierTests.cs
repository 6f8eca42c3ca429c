using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using FichierClient.Application.Common.Fichiers;
using FichierClient.Application.Common.Pdf;
using FichierClient.Web.Courriels;
using Microsoft.Extensions.Time.Testing;

namespace FichierClient.UnitTests.Common.Fichiers;

/// <summary>What names somebody is found, and what nobody could read isn't taken for something that names nobody.</summary>
public sealed class TexteFichierTests
{
    private const string Nom = "Zéphyrine Quatrebarbes";

    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0, 0];

    public static TheoryData<string> Illisibles => ["protege.xlsx", "protege-en-clair.zip", "a.7z", "a.rar", "a.gz", "a.bz2", "a.xz", "inconnu.bin", "pgp.asc"];

    [Theory]
    [MemberData(nameof(Illisibles))]
    public void What_is_encrypted_or_of_no_known_form_is_not_read(string nom)
    {
        Assert.Null(Lire(Illisible(nom)));
        // Nor is what holds it.
        Assert.Null(Lire(Zip((nom, Illisible(nom)), ("lisez-moi.txt", "Bonjour"u8.ToArray()))));
    }

    [Fact]
    public void An_older_Office_file_is_read_as_bytes()
    {
        Assert.Contains(Nom, Lire([.. Ole, .. Encoding.Unicode.GetBytes($"{Nom}\0")])!, StringComparison.Ordinal);
        Assert.Contains(Nom, Lire([.. Ole, 0, .. Encoding.Unicode.GetBytes($"{Nom}\0")])!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pdf_may_begin_behind_other_bytes() =>
        Assert.Contains("Quatrebarbes", Lire([.. "\r\n\0 en-tête\r\n"u8, .. new PdfLetter("Lettre").Paragraphe(Nom).ToBytes()])!, StringComparison.Ordinal);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_text_of_two_bytes_a_letter_is_a_text(string codage) => Assert.Contains(Nom, Lire(Encoding.GetEncoding(codage).GetBytes($"Écrire à {Nom} avant jeudi, merci."))!, StringComparison.Ordinal);

    [Fact]
    public void Two_letters_are_no_picture()
    {
        Assert.Contains(Nom, Lire(Encoding.UTF8.GetBytes($"BMW France;{Nom}\r\n"))!, StringComparison.Ordinal);
        var bitmap = new byte[64];
        (bitmap[0], bitmap[1], bitmap[10]) = ((byte)'B', (byte)'M', 54);
        BinaryPrimitives.WriteInt32LittleEndian(bitmap.AsSpan(2), bitmap.Length);
        Assert.Equal("", Lire(bitmap)!.Trim());
    }

    [Fact]
    public void A_workbook_has_its_rows_and_what_Excel_keeps_beside_them()
    {
        var text = Lire(Zip(
            ("[Content_Types].xml", "<Types/>"u8.ToArray()),
            ("xl/sharedStrings.xml", "<sst xmlns=\"x\"><si><t>Zéphyrine</t></si><si><r><t>Quatre</t></r><r><t>barbes</t></r></si></sst>"u8.ToArray()),
            ("xl/worksheets/sheet1.xml", "<worksheet xmlns=\"x\"><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>en ligne</t></is></c><c/></row></sheetData><hyperlinks><hyperlink r:Target=\"mailto:z@q.test\" xmlns:r=\"r\"/></hyperlinks></worksheet>"u8.ToArray()),
            ("xl/printerSettings/printerSettings1.bin", [1, 0, 0, 0, 5, 0, 0])))!;

        Assert.Contains("Zéphyrine;Quatrebarbes;en ligne;", text, StringComparison.Ordinal);
        Assert.Contains("mailto:z@q.test", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_unpacks_to_too_much_is_not_read()
    {
        var zeros = new byte[40 * 1024 * 1024];
        Array.Fill(zeros, (byte)' ');
        Assert.Null(Lire(Zip(("grand.txt", zeros))));
        Assert.Null(Lire(Zip(("word/document.xml", [.. "<a>"u8, .. zeros, .. "</a>"u8]))));
        // One text that ten thousand cells share.
        var cells = string.Concat(Enumerable.Repeat("<c t=\"s\"><v>0</v></c>", 10_000));
        Assert.Null(Lire(Zip(("xl/sharedStrings.xml", Encoding.UTF8.GetBytes($"<sst><si><t>{new string('a', 30_000)}</t></si></sst>")), ("xl/worksheets/sheet1.xml", Encoding.UTF8.GetBytes($"<worksheet><row>{cells}</row></worksheet>")))));
    }

    [Theory]
    [InlineData("q Q ", 12_000_000)]
    [InlineData("(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ", 40_000)]
    public void A_stream_of_a_pdf_that_unpacks_to_too_much_is_not_read(string dessin, int fois) =>
        Assert.Null(Lire(Pdf(Encoding.ASCII.GetBytes($"BT /F1 12 Tf {string.Concat(Enumerable.Repeat(dessin, fois))} ET"))));

    [Fact]
    public void One_that_is_not_packed_is_measured_too() =>
        Assert.Null(Lire(Pdf(Encoding.ASCII.GetBytes($"BT /F1 12 Tf {string.Concat(Enumerable.Repeat("(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ", 9_000))} ET"), packs: false)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_small_stream_of_a_pdf_is_read(bool packs) => Assert.Contains("Bonjour", Lire(Pdf("BT /F1 12 Tf 10 10 Td (Bonjour) Tj ET"u8.ToArray(), packs))!, StringComparison.Ordinal);

    [Fact]
    public void What_takes_too_long_is_not_read()
    {
        var slow = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(31) };
        Assert.False(TexteFichier.Read(Encoding.UTF8.GetBytes(Nom), CourrielLecture.Unfold, slow).EstEntier);
    }

    [Theory]
    [InlineData("base64")]
    [InlineData("quoted-printable")]
    public void An_e_mail_is_decoded_wherever_it_lies(string codage)
    {
        var message = Message(codage);
        foreach (var document in (byte[][])[message, Zip(("demande.eml", message)), Zip(("dedans.zip", Zip(("sans-nom", message)))), [.. "From a@b.test Mon Nov 30 10:00:00 2026\n"u8, .. message, .. "\n\nFrom a@b.test Mon Nov 30 10:00:00 2026\nSubject: Autre\n\nRien\n"u8], Wrapped(message)])
        {
            var text = Lire(document)!;
            Assert.Contains($"sujet {Nom}", text, StringComparison.Ordinal);
            Assert.Contains($"corps {Nom}", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_a_reader_of_e_mails_one_is_not_read() => Assert.False(TexteFichier.Read(Message("base64"), _ => null, TimeProvider.System).EstEntier);

    private static byte[] Message(string codage)
    {
        var corps = Encoding.UTF8.GetBytes($"<p>corps Z&eacute;phyrine <b>Quatre</b>barbes</p>");
        var coded = codage == "base64" ? Convert.ToBase64String(corps) : string.Concat(corps.Select(o => $"={o:X2}"));
        return Encoding.ASCII.GetBytes($"Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes($"sujet {Nom}"))}?=\r\nFrom: a@b.test\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: {codage}\r\n\r\n{coded}\r\n");
    }

    /// <summary>As some programs attach it: nothing says that it is an e-mail.</summary>
    private static byte[] Wrapped(byte[] message) =>
        Encoding.ASCII.GetBytes($"Subject: Tr\r\nFrom: a@b.test\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(message)}\r\n");

    private static string? Lire(byte[] octets) => TexteFichier.Read(octets, CourrielLecture.Unfold, TimeProvider.System) is { EstEntier: true } lu ? lu.Texte : null;

    private static byte[] Illisible(string nom) => nom switch
    {
        "protege.xlsx" => [.. Ole, .. Encoding.Unicode.GetBytes("EncryptedPackage\0"), .. Enumerable.Repeat((byte)0x41, 64)],
        "protege-en-clair.zip" => Encrypted(Zip(("secret.txt", "Bonjour"u8.ToArray()))),
        "a.7z" => [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C, .. "corps"u8],
        "a.rar" => [.. "Rar!\x1A\x07"u8, 1, .. "corps"u8],
        "a.gz" => [0x1F, 0x8B, 8, .. "corps"u8],
        "a.bz2" => [.. "BZh91AY&SY"u8, .. "corps"u8],
        "a.xz" => [0xFD, .. "7zXZ"u8, .. "corps"u8],
        "pgp.asc" => [.. "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----\r\n"u8],
        _ => [1, 2, 0, 0, 0, 3, .. "corps"u8],
    };

    /// <summary>Bit 0 of the flags says that an entry is encrypted (APPNOTE 4.4.4), in its own header and in the directory.</summary>
    private static byte[] Encrypted(byte[] zip)
    {
        zip[6] |= 1;
        zip[zip.AsSpan().LastIndexOf("PK\x01\x02"u8) + 8] |= 1;
        return zip;
    }

    private static byte[] Zip(params (string Nom, byte[] Contenu)[] parts)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (nom, contenu) in parts)
            {
                using var entry = zip.CreateEntry(nom).Open();
                entry.Write(contenu);
            }
        }

        return output.ToArray();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Forms_that_call_each_other_again_and_again_are_more_than_one_page_may_draw(bool packs)
    {
        // Each calls the next twice: a million drawings after twenty, of a word each.
        var forms = Enumerable.Range(0, 20).Select(i => i < 19 ? $"/X{i + 1} Do /X{i + 1} Do" : "BT /F1 12 Tf (mot) Tj ET").ToArray();
        Assert.Null(Lire(Pdf("/X0 Do"u8.ToArray(), packs, forms)));
        Assert.Null(Lire(Pdf("/X0 Do"u8.ToArray(), packs, "/X0 Do")));
        Assert.Contains("mot", Lire(Pdf("/X0 Do"u8.ToArray(), packs, "/X1 Do", forms[19]))!, StringComparison.Ordinal);
    }

    /// <param name="dessin">What draws the page.</param>
    /// <param name="packs">It is packed.</param>
    /// <param name="formes">Forms /X0, /X1… of the page and of each other, which aren't packed.</param>
    private static byte[] Pdf(byte[] dessin, bool packs = true, params string[] formes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(dessin);
        using var pdf = new MemoryStream();
        var offsets = new List<long>();
        void Object(string head, byte[]? stream = null)
        {
            offsets.Add(pdf.Position);
            pdf.Write(Encoding.ASCII.GetBytes($"{offsets.Count} 0 obj\n{head}\n"));
            if (stream is not null) pdf.Write([.. "stream\n"u8, .. stream, .. "\nendstream\n"u8]);
            pdf.Write("endobj\n"u8);
        }

        pdf.Write("%PDF-1.4\n"u8);
        Object("<< /Type /Catalog /Pages 2 0 R >>");
        Object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        var resources = $"<< /Font << /F1 5 0 R >> /XObject << {string.Concat(formes.Select((_, i) => $"/X{i} {i + 6} 0 R "))}>> >>";
        Object($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources {resources} >>");
        if (packs) Object($"<< /Length {packed.Length} /Filter /FlateDecode >>", packed.ToArray());
        else Object($"<< /Length {dessin.Length} >>", dessin);
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        foreach (var forme in formes) Object($"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources {resources} /Length {forme.Length} >>", Encoding.ASCII.GetBytes(forme));
        var xref = pdf.Position;
        pdf.Write(Encoding.ASCII.GetBytes($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n{string.Concat(offsets.Select(o => $"{o:0000000000} 00000 n \n"))}trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n"));
        return pdf.ToArray();
    }
}
