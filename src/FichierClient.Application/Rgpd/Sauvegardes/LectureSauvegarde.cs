using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FichierClient.Application.Rgpd.Sauvegardes;

/// <summary>Decrypts a backup piece by piece and notices whatever was done to it.</summary>
public sealed class LectureSauvegarde : IDisposable
{
    private readonly Stream input;
    private readonly AesGcm cipher;
    private readonly byte[] header;

    internal LectureSauvegarde(Stream input, byte[] key, byte[] header) => (this.input, cipher, this.header) = (input, new AesGcm(key, FormatSauvegarde.Tag), header);

    /// <summary>Decrypts all of it.</summary>
    /// <exception cref="InvalidDataException">It was changed or cut off; what came before is genuine, and worth nothing alone.</exception>
    public async Task CopyToAsync(Stream output, CancellationToken cancellationToken)
    {
        for (long number = 0; ; number++)
        {
            var start = new byte[4 + FormatSauvegarde.Tag];
            if (await input.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken) < start.Length) throw Damaged("it ends too early");
            var length = BinaryPrimitives.ReadInt32BigEndian(start);
            var isLast = length < 0;
            if (isLast) length = -(length + 1);
            if (length > FormatSauvegarde.Piece) throw Damaged("a piece has an impossible size");
            var (sealedPiece, clear) = (new byte[length], new byte[length]);
            if (await input.ReadAtLeastAsync(sealedPiece, length, throwOnEndOfStream: false, cancellationToken) < length) throw Damaged("it ends too early");
            try
            {
                cipher.Decrypt(FormatSauvegarde.NonceOf(number), sealedPiece, start.AsSpan(4), clear, FormatSauvegarde.BoundTo(header, isLast));
            }
            catch (AuthenticationTagMismatchException)
            {
                throw Damaged($"piece {number} was changed");
            }

            await output.WriteAsync(clear, cancellationToken);
            if (isLast) return;
        }
    }

    public void Dispose() => cipher.Dispose();

    private static InvalidDataException Damaged(string how) => new($"The backup is damaged: {how}.");
}
