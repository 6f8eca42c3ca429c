using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace FichierClient.IntegrationTests.Infrastructure;

/// <summary>What an authenticator app shows (RFC 6238: SHA-1, 30 s, six digits).</summary>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    [SuppressMessage("Security", "CA5350", Justification = "The standard's algorithm; authenticator apps know no other.")]
    public static string Now(string secret)
    {
        Span<byte> step = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
        var hash = HMACSHA1.HashData(Base32(secret), step);
        var code = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (code % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Base32(string text)
    {
        var (bits, count, bytes) = (0, 0, new List<byte>());
        foreach (var c in text.ToUpperInvariant())
        {
            bits = (bits << 5) | Alphabet.IndexOf(c, StringComparison.Ordinal);
            count += 5;
            if (count < 8) continue;
            bytes.Add((byte)(bits >> (count - 8)));
            count -= 8;
        }

        return [.. bytes];
    }
}
