using System.Text;
using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading;

/// <summary>Files that are known by their first bytes.</summary>
internal static class KnownFiles
{
    private const int HeadSize = 1_024;

    /// <summary>The first bytes of a file.</summary>
    /// <exception cref="UnreadableFileException">It has none.</exception>
    public static async Task<byte[]> HeadAsync(Stream file, CancellationToken cancellation)
    {
        var head = new byte[HeadSize];
        var read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
        return read > 0 ? head[..read] : throw new UnreadableFileException(Texts.Get("Import_fichier_vide"));
    }

    /// <summary>A ZIP file, as XLSX and ODS are; also one without any part.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8);

    /// <summary>What of the known kinds is no list of rows, with a word on what to do.</summary>
    /// <exception cref="UnreadableFileException">It is one of them.</exception>
    public static void Refuse(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("%PDF"u8)) throw new UnreadableFileException(Texts.Get("Import_fichier_pdf"));
        var start = Encoding.UTF8.GetString(head).TrimStart('\uFEFF').TrimStart();
        // Web programs like to call a page « export.xls »; Excel opens it.
        if (Begins(start, "<!doctype html", "<html", "<table", "<meta", "<head", "<body")) throw new UnreadableFileException(Texts.Get("Import_fichier_html"));
        if (Begins(start, "<?xml", "<vcards")) throw new UnreadableFileException(Texts.Get("Import_fichier_xml"));
        if (Begins(start, "{\"", "{\n", "{\r\n", "[{", "[\"vcard", "[[", "[\n", "[\r\n")) throw new UnreadableFileException(Texts.Get("Import_fichier_json"));
    }

    private static bool Begins(string text, params ReadOnlySpan<string> starts)
    {
        foreach (var start in starts) if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
