using System.Buffers.Binary;
using System.Text;
using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading;

/// <summary>
/// Compound files, in which old Office programs kept their documents and new ones keep encrypted workbooks (MS-CFB, 2.2 and 2.6).
/// Nothing of them is read; the names in their directory tell what they are.
/// </summary>
internal static class OleFile
{
    private const int DirectoryAt = 48, ShiftAt = 30, MaxDirectory = 8_192;

    public static bool Is(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);

    /// <summary>Why the file can't be read, and what to do.</summary>
    public static async Task<UnreadableFileException> RefusalAsync(byte[] head, Stream file, CancellationToken cancellation)
    {
        var shift = head.Length > DirectoryAt + 4 ? BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(ShiftAt)) : (ushort)0;
        if (shift is < 9 or > 12) return new(Texts.Get("Import_fichier_binaire"));
        var at = (BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(DirectoryAt)) + 1L) << shift;
        if (at >= file.Length) return new(Texts.Get("Import_fichier_binaire"));
        file.Position = at;
        var directory = new byte[MaxDirectory];
        var read = await file.ReadAtLeastAsync(directory, directory.Length, throwOnEndOfStream: false, cancellation);
        var names = directory.AsSpan(0, read);
        if (Holds(names, "EncryptedPackage")) return new(Texts.Get("Import_classeur_protege"));
        return new(Texts.Get(Holds(names, "Workbook") || Holds(names, "Book") ? "Import_fichier_xls" : "Import_fichier_binaire"));
    }

    private static bool Holds(ReadOnlySpan<byte> directory, string name) => directory.IndexOf(Encoding.Unicode.GetBytes(name + '\0')) >= 0;
}
