using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using FichierClient.Application.Imports.Reading;

namespace FichierClient.Application.Common.Fichiers;

/// <summary>What a document is, by its bytes: its name says what somebody called it.</summary>
internal static partial class FormatsFichier
{
    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private static readonly byte[][] Pictures = [[0x89, (byte)'P', (byte)'N', (byte)'G'], [0xFF, 0xD8, 0xFF], "GIF87a"u8.ToArray(), "GIF89a"u8.ToArray(), "II*\0"u8.ToArray(), "MM\0*"u8.ToArray()];

    /// <summary>Archives that aren't opened here: 7z, RAR, gzip, bzip2, xz.</summary>
    private static readonly byte[][] Archives = [[(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "Rar!\x1A\x07"u8.ToArray(), [0x1F, 0x8B], "BZh"u8.ToArray(), [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z']];

    /// <summary>1.2.840.113549.1.7.3 in DER: enveloped data (RFC 5652, 6.1).</summary>
    private static readonly byte[] Enveloped = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x03];

    public static bool IsZip(ReadOnlySpan<byte> octets) => octets.StartsWith("PK\x03\x04"u8) || octets.StartsWith("PK\x05\x06"u8);

    public static bool IsOle(ReadOnlySpan<byte> octets) => OleFile.Is(octets);

    /// <summary>Compressed or encrypted: its bytes are no words.</summary>
    public static bool IsSealed(byte[] octets) => Array.Exists(Archives, a => octets.AsSpan().StartsWith(a) && (a.Length != 3 || octets is [_, _, _, >= (byte)'1' and <= (byte)'9', 0x31 or 0x17, ..]))
        || (octets is [0x30, ..] && Head(octets, 64).IndexOf(Enveloped) >= 0);

    public static bool IsPicture(byte[] octets) => Array.Exists(Pictures, p => octets.AsSpan().StartsWith(p)) || IsBitmap(octets) || octets is [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..];

    /// <summary>Where the document begins: the readers of PDF allow other bytes before it, up to here (ISO 32000, annex H). Null: it is none.</summary>
    public static int? PdfAt(ReadOnlySpan<byte> octets) => Head(octets, 1024).IndexOf("%PDF-"u8) is >= 0 and var at ? at : null;

    /// <summary>Its first lines are headers, and one of them such as each e-mail has.</summary>
    public static bool IsCourriel(ReadOnlySpan<byte> octets) => Headers().Match(Encoding.Latin1.GetString(Head(octets, 16 * 1024))) is { Success: true } head && Known().IsMatch(head.Value);

    /// <summary>Neither a text nor anything that is known here.</summary>
    public static bool IsUnknown(byte[] octets) => !IsZip(octets) && !IsOle(octets) && !IsSealed(octets) && !IsPicture(octets) && PdfAt(octets) is null && TextOf(octets) is null;

    /// <summary>The letters of a text: UTF-8, UTF-16 or Windows' own; null: it is none.</summary>
    public static string? TextOf(byte[] octets)
    {
        if (octets is [0xFF, 0xFE, ..]) return Encoding.Unicode.GetString(octets, 2, octets.Length - 2);
        if (octets is [0xFE, 0xFF, ..]) return Encoding.BigEndianUnicode.GetString(octets, 2, octets.Length - 2);
        return octets.Contains((byte)0) ? TwoBytes(octets) : Utf8(octets);
    }

    public static string Utf8(byte[] octets)
    {
        try
        {
            return Strict.GetString(octets);
        }
        catch (DecoderFallbackException)
        {
            return Windows(octets);
        }
    }

    public static string Windows(byte[] octets) => EncodingDetector.Get(SingleByteDetector.Windows).GetString(octets);

    /// <summary>A text of Latin letters in UTF-16 has a zero in every second place, and in none of the others.</summary>
    private static string? TwoBytes(byte[] octets)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < octets.Length; i++)
        {
            if (octets[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }

        var many = octets.Length / 4;
        return odd > many && even == 0 ? Encoding.Unicode.GetString(octets) : even > many && odd == 0 ? Encoding.BigEndianUnicode.GetString(octets) : null;
    }

    /// <summary>BITMAPFILEHEADER: the letters, the length of the file, four zeros.</summary>
    private static bool IsBitmap(byte[] octets) => octets is [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] && BinaryPrimitives.ReadUInt32LittleEndian(octets.AsSpan(2)) == octets.Length;

    private static ReadOnlySpan<byte> Head(ReadOnlySpan<byte> octets, int length) => octets[..Math.Min(length, octets.Length)];

    [GeneratedRegex(@"\A(?:\xEF\xBB\xBF)?(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+", RegexOptions.NonBacktracking)]
    private static partial Regex Headers();

    [GeneratedRegex("^(?:From|Subject|MIME-Version|Received|Content-Type|Message-ID|Return-Path|Delivered-To):", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Known();
}
