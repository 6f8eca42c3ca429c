using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace FichierClient.Application.Common.Fichiers;

/// <summary>One reading of a document and of what is in it.</summary>
internal sealed partial class LectureFichier(DepliageCourriel courriels, TimeProvider clock)
{
    /// <summary>Archives within archives and e-mails within e-mails; deeper ones aren't opened.</summary>
    private const int Deepest = 8;

    private readonly StringBuilder text = new();

    public BornesLecture Bornes { get; } = new(clock);

    private bool isWhole = true;

    public TexteLu Read(Action<LectureFichier> read)
    {
        try
        {
            read(this);
        }
        catch (BorneDepasseeException)
        {
            isWhole = false;
        }

        return new TexteLu(text.ToString(), isWhole && !Bornes.EstDepassee);
    }

    public void MarkUnread() => isWhole = false;

    public void Write(string words)
    {
        Bornes.SpendLettres(words.Length);
        text.Append(words);
    }

    public void WriteLine(string? words) => Write($"{words}\n");

    public void Append(byte[] octets, int depth) => Try(() =>
    {
        Bornes.Check(depth <= Deepest);
        Bornes.Spend(octets.Length);
        Bornes.CheckTime();
        if (FormatsFichier.IsZip(octets)) AppendZip(octets, depth);
        else if (FormatsFichier.IsOle(octets)) AppendOle(octets);
        else if (FormatsFichier.IsSealed(octets)) MarkUnread();
        else if (FormatsFichier.IsCourriel(octets)) AppendCourriel(octets, depth);
        else if (FormatsFichier.PdfAt(octets) is { } at) new LecturePdf(this).Append(octets.AsMemory(at));
        else if (!FormatsFichier.IsPicture(octets)) AppendText(octets);
    });

    public void AppendCourriel(byte[] octets, int depth)
    {
        if (courriels(octets) is { } mail)
        {
            foreach (var words in mail.Textes) AppendWords(words);
            foreach (var piece in mail.Pieces) Append(piece, depth + 1);
        }
        else
        {
            MarkUnread();
        }

        // What stands between its parts is nobody's; and a list that begins as an e-mail does is none.
        AppendBytes(octets);
    }

    /// <summary>Whatever a damaged part makes its reader throw, the others are read; memory that a number of it asks for and nobody has, too.</summary>
    private void Try(Action read)
    {
        try
        {
            read();
        }
        catch (Exception error) when (error is not BorneDepasseeException)
        {
            MarkUnread();
        }
    }

    private void AppendZip(byte[] octets, int depth)
    {
        using var zip = new ZipArchive(new MemoryStream(octets), ZipArchiveMode.Read);
        // What Office keeps beside the words (settings of a printer, a font) has a form of its own; elsewhere nobody knows what such bytes are.
        var office = zip.GetEntry("[Content_Types].xml") is not null || zip.GetEntry("mimetype") is not null;
        var xml = new LectureXml(this);
        if (zip.GetEntry(LectureXml.Partages) is { IsEncrypted: false } shared) Try(() => xml.Share(Unpack(shared)));
        foreach (var entry in zip.Entries.Where(e => e.Name.Length > 0))
        {
            WriteLine(entry.FullName);
            if (entry.IsEncrypted) MarkUnread();
            else if (entry.FullName != LectureXml.Partages) Try(() => AppendEntry(entry.FullName, Unpack(entry), xml, office, depth));
        }
    }

    private void AppendEntry(string name, byte[] content, LectureXml xml, bool office, int depth)
    {
        Bornes.CheckTime();
        if (content.Length == 0) return;
        if (LectureXml.Is(name)) xml.Append(name, content);
        else if (office && FormatsFichier.IsUnknown(content)) AppendBytes(content);
        // Counted when it was unpacked.
        else
        {
            Bornes.Spend(-content.Length);
            Append(content, depth + 1);
        }
    }

    private byte[] Unpack(ZipArchiveEntry entry)
    {
        Bornes.Check(entry.Length <= Bornes.Reste);
        using var content = entry.Open();
        using var copy = new MemoryStream();
        var block = new byte[64 * 1024];
        for (int read; (read = content.Read(block)) > 0;)
        {
            // What the directory says of its length may be untrue.
            Bornes.Spend(read);
            copy.Write(block, 0, read);
        }

        return copy.ToArray();
    }

    private void AppendOle(byte[] octets)
    {
        if (octets.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0) MarkUnread();
        else AppendBytes(octets);
    }

    private void AppendText(byte[] octets)
    {
        if (FormatsFichier.TextOf(octets) is { } words)
        {
            AppendWords(words);
            return;
        }

        AppendBytes(octets);
        MarkUnread();
    }

    /// <summary>The letters that the bytes may be: of older Office files, which write a text in one or two bytes a letter, at any place.</summary>
    private void AppendBytes(byte[] octets)
    {
        WriteLine(FormatsFichier.Windows(octets));
        if (!octets.Contains((byte)0)) WriteLine(FormatsFichier.Utf8(octets));
        else for (var at = 0; at < 2 && at < octets.Length; at++) WriteLine(Encoding.Unicode.GetString(octets, at, octets.Length - at));
    }

    private void AppendWords(string words)
    {
        WriteLine(words);
        if (words.Contains("-----BEGIN PGP MESSAGE-----", StringComparison.Ordinal)) MarkUnread();
        if (!words.Contains("</", StringComparison.Ordinal)) return;
        WriteLine(WebUtility.HtmlDecode(Tag().Replace(Break().Replace(words, "\n"), "")));
        foreach (Match attribute in Attribute().Matches(words)) WriteLine(WebUtility.HtmlDecode(attribute.Groups[1].Value));
    }

    [GeneratedRegex(@"</(?:\w+:)?(?:p|h\d?|li|div|tr|td|th)>|<(?:\w+:)?(?:br|hr|tab)\b[^>]*>", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Break();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 10_000)]
    private static partial Regex Tag();

    [GeneratedRegex("(?:href|value|title|alt)=\"([^\"]+)\"", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Attribute();
}
