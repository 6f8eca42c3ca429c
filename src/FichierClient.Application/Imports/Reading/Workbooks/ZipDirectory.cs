using System.Buffers.Binary;
using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>
/// Finds a ZIP file's list of parts before anything reads it whole: two hundred megabytes of list alone would be millions of objects.
/// Layout: PKWARE's APPNOTE, 4.3.14 to 4.3.16.
/// </summary>
internal static class ZipDirectory
{
    /// <summary>About 40,000 parts; a workbook has some dozens.</summary>
    private const long MaxDirectory = 4 << 20;

    private const int EndSize = 22, LocatorSize = 20, BigEndSize = 56, MaxComment = 65_535;

    /// <summary>The same file with its list of parts in memory, because .NET reads that list synchronously.</summary>
    /// <exception cref="UnreadableFileException">There is no list of parts (the file was cut), or it is too long.</exception>
    public static async Task<Stream> HoldAsync(Stream file, CancellationToken cancellation)
    {
        var tail = await ReadAsync(file, file.Length - Math.Min(file.Length, EndSize + MaxComment + LocatorSize), cancellation);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndSize > tail.Length) throw Damaged();
        long size = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12)), from = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (size == uint.MaxValue || from == uint.MaxValue) (size, from) = await BigAsync(file, tail.AsMemory(0, end), cancellation);
        if (size > MaxDirectory) throw new UnreadableFileException(Texts.Get("Import_classeur_gonfle", size >> 20));
        if (size < 0 || from < 0 || size > file.Length - EndSize - from || file.Length - from > MaxDirectory + 2 * MaxComment) throw Damaged();
        tail = await ReadAsync(file, from, cancellation);
        file.Position = 0;
        return new HeldTailStream(file, tail);
    }

    /// <summary>Size and place of the list in files whose numbers don't fit 32 bits, or whose writer always uses 64.</summary>
    private static async Task<(long Size, long From)> BigAsync(Stream file, ReadOnlyMemory<byte> before, CancellationToken cancellation)
    {
        if (before.Length < LocatorSize || !before.Span[^LocatorSize..].StartsWith("PK\u0006\u0007"u8)) throw Damaged();
        var at = BinaryPrimitives.ReadInt64LittleEndian(before.Span[^(LocatorSize - 8)..]);
        if (at < 0 || at > file.Length - BigEndSize) throw Damaged();
        var record = new byte[BigEndSize];
        file.Position = at;
        await file.ReadExactlyAsync(record, cancellation);
        return (BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40)), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)));
    }

    private static async Task<byte[]> ReadAsync(Stream file, long from, CancellationToken cancellation)
    {
        var bytes = new byte[file.Length - from];
        file.Position = from;
        await file.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    private static UnreadableFileException Damaged() => new(Texts.Get("Import_classeur_abime"));
}
