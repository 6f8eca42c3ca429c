using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace FichierClient.Application.Rgpd.Sauvegardes;

/// <summary>
/// The file of a backup: a mark, the header in clear, then pieces of 64 KiB under AES-256-GCM. Each piece is bound to the header, to its
/// number and to whether it is the last, so that pieces can't be changed, swapped, left out or cut off unnoticed.
/// </summary>
public static class FormatSauvegarde
{
    internal const int Piece = 64 * 1024, Tag = 16, Nonce = 12;

    private const int LongestHeader = 64 * 1024;
    private static readonly byte[] Mark = "FCSAUV1\n"u8.ToArray();

    /// <summary>A new header's bytes, and the stream that encrypts what is written to it. Complete only after <see cref="EcritureSauvegarde.EndAsync"/>.</summary>
    public static async Task<EcritureSauvegarde> CreateAsync(Stream output, EnteteSauvegarde entete, byte[] cle, CancellationToken cancellationToken)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(entete, JsonSerializerOptions.Web);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, header.Length);
        await output.WriteAsync((byte[])[.. Mark, .. length, .. header], cancellationToken);
        return new EcritureSauvegarde(output, KeyOf(entete, cle), SHA256.HashData(header));
    }

    /// <summary>Reads the header alone; null when the file isn't a backup.</summary>
    public static async Task<EnteteSauvegarde?> ReadHeaderAsync(Stream input, CancellationToken cancellationToken) => (await HeaderAsync(input, cancellationToken)).Entete;

    /// <summary>Opens a backup for reading.</summary>
    /// <exception cref="InvalidDataException">It isn't one, or another key encrypts it.</exception>
    public static async Task<(EnteteSauvegarde Entete, LectureSauvegarde Contenu)> OpenAsync(Stream input, byte[] cle, string cleId, CancellationToken cancellationToken)
    {
        var (entete, bytes) = await HeaderAsync(input, cancellationToken);
        if (entete is null) throw new InvalidDataException("This file is no backup of FichierClient.");
        if (entete.Version > EnteteSauvegarde.CurrentVersion) throw new InvalidDataException("This backup was made by a newer program.");
        if (entete.CleId != cleId) throw new InvalidDataException($"This backup is encrypted with the key {entete.CleId}, here is {cleId}: put back the copy of sauvegardes.key.");
        return (entete, new LectureSauvegarde(input, KeyOf(entete, cle), SHA256.HashData(bytes)));
    }

    internal static byte[] NonceOf(long number)
    {
        var nonce = new byte[Nonce];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(4), number);
        return nonce;
    }

    internal static byte[] BoundTo(byte[] header, bool isLast) => [.. header, isLast ? (byte)1 : (byte)0];

    /// <summary>A key of each file's own, so that the pieces' numbers may serve as nonces.</summary>
    private static byte[] KeyOf(EnteteSauvegarde entete, byte[] cle) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, cle, 32, Convert.FromBase64String(entete.Sel), "fichierclient:sauvegarde:1"u8.ToArray());

    private static async Task<(EnteteSauvegarde? Entete, byte[] Bytes)> HeaderAsync(Stream input, CancellationToken cancellationToken)
    {
        var start = new byte[Mark.Length + 4];
        if (await input.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken) < start.Length || !start.AsSpan(0, Mark.Length).SequenceEqual(Mark)) return default;
        var length = BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(Mark.Length));
        if (length is < 2 or > LongestHeader) return default;
        var header = new byte[length];
        if (await input.ReadAtLeastAsync(header, length, throwOnEndOfStream: false, cancellationToken) < length) return default;
        try
        {
            return (JsonSerializer.Deserialize<EnteteSauvegarde>(header, JsonSerializerOptions.Web), header);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
