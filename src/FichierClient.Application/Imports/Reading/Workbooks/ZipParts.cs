using System.IO.Compression;
using System.Xml;
using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>The parts of a ZIP file by name. Names are compared without case, and `\` is `/`: some programs write what Windows calls a path.</summary>
internal sealed class ZipParts : IDisposable
{
    private static readonly XmlReaderSettings Settings = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        // Some programs write control characters that XML forbids; CellText takes them out.
        CheckCharacters = false,
        CloseInput = true,
    };

    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly long size;
    private readonly SwellLimit limit;

    private ZipParts(ZipArchive archive, long size)
    {
        (this.archive, this.size) = (archive, size);
        limit = new SwellLimit(size);
        foreach (var entry in archive.Entries) entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
    }

    /// <summary>Reads the list of parts; the file must be seekable and is closed with the parts.</summary>
    public static async Task<ZipParts> OpenAsync(Stream file, CancellationToken cancellation)
    {
        var held = await ZipDirectory.HoldAsync(file, cancellation);
        return new ZipParts(await ZipArchive.CreateAsync(held, ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null, cancellation), file.Length);
    }

    public bool Has(string name) => entries.ContainsKey(name);

    /// <summary>The text of a short part, null when there is none; at most a thousand characters.</summary>
    public async Task<string?> TextAsync(string name, CancellationToken cancellation)
    {
        if (!entries.ContainsKey(name)) return null;
        using var reader = new StreamReader(await OpenAsync(name, cancellation));
        var chars = new char[1_000];
        return new string(chars, 0, await reader.ReadBlockAsync(chars, cancellation));
    }

    /// <summary>A part as XML, null when there is none. The reader finds the encoding itself: parts in UTF-16 exist.</summary>
    /// <exception cref="UnreadableFileException">It is encrypted.</exception>
    public async Task<XmlReader?> XmlAsync(string name, CancellationToken cancellation) =>
        entries.ContainsKey(name) ? XmlReader.Create(await OpenAsync(name, cancellation), Settings) : null;

    /// <summary>A part that is read once more: it swells by itself, under a limit of its own.</summary>
    /// <exception cref="UnreadableFileException">It is encrypted.</exception>
    public Task<Stream> AgainAsync(string name, CancellationToken cancellation) => OpenAsync(name, new SwellLimit(size), cancellation);

    public void Dispose() => archive.Dispose();

    private Task<Stream> OpenAsync(string name, CancellationToken cancellation) => OpenAsync(name, limit, cancellation);

    private async Task<Stream> OpenAsync(string name, SwellLimit limit, CancellationToken cancellation)
    {
        var entry = entries[name];
        if (entry.IsEncrypted) throw new UnreadableFileException(Texts.Get("Import_classeur_protege"));
        return new BoundedStream(await entry.OpenAsync(cancellation), limit);
    }
}
