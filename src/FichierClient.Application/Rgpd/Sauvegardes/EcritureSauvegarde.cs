using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FichierClient.Application.Rgpd.Sauvegardes;

/// <summary>Encrypts what it is given, piece by piece; memory stays at one piece whatever the size.</summary>
public sealed class EcritureSauvegarde : IDisposable
{
    private readonly Stream output;
    private readonly AesGcm cipher;
    private readonly byte[] header;
    private readonly byte[] piece = new byte[FormatSauvegarde.Piece];
    private int filled;
    private long number;

    internal EcritureSauvegarde(Stream output, byte[] key, byte[] header) =>
        (this.output, cipher, this.header) = (output, new AesGcm(key, FormatSauvegarde.Tag), header);

    /// <summary>Encrypts all of a stream.</summary>
    public async Task CopyFromAsync(Stream input, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (filled == piece.Length) await WritePieceAsync(isLast: false, cancellationToken);
            var read = await input.ReadAsync(piece.AsMemory(filled), cancellationToken);
            if (read == 0) return;
            filled += read;
        }
    }

    /// <summary>Writes the last piece: a file without it is refused when it is read.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => WritePieceAsync(isLast: true, cancellationToken);

    public void Dispose() => cipher.Dispose();

    private async Task WritePieceAsync(bool isLast, CancellationToken cancellationToken)
    {
        var (length, sealedPiece, tag) = (new byte[4], new byte[filled], new byte[FormatSauvegarde.Tag]);
        BinaryPrimitives.WriteInt32BigEndian(length, isLast ? -filled - 1 : filled);
        cipher.Encrypt(FormatSauvegarde.NonceOf(number++), piece.AsSpan(0, filled), sealedPiece, tag, FormatSauvegarde.BoundTo(header, isLast));
        await output.WriteAsync(length, cancellationToken);
        await output.WriteAsync(tag, cancellationToken);
        await output.WriteAsync(sealedPiece, cancellationToken);
        filled = 0;
    }
}
