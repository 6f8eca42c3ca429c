using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace FichierClient.Application.Imports.Reading;

/// <summary>
/// The encoding of a text file, decided on all its bytes: byte order mark, else the zero bytes of UTF-16 and UTF-32, else strict UTF-8
/// over the whole file, else what <see cref="SingleByteDetector"/> finds. Statistical detectors misjudge French: one accent in the last line must be enough.
/// </summary>
public sealed class EncodingDetector
{
    private readonly SingleByteDetector single = new();
    private readonly long[] zeros = new long[4];
    private readonly byte[] head = new byte[4];
    private readonly byte[] carry = new byte[4];
    private int carried;
    private long length, characters, broken;
    private bool utf8 = true;

    static EncodingDetector() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Windows-1252, which .NET knows only once its code pages are registered.</summary>
    public static Encoding Windows1252 => Encoding.GetEncoding(1252);

    /// <summary>An encoding by .NET's number, those of old code pages too. In UTF-8 a byte that belongs to no character is Windows-1252's: a row that was pasted in.</summary>
    public static Encoding Get(int codePage)
    {
        if (codePage != Encoding.UTF8.CodePage) return Encoding.GetEncoding(codePage);
        var utf8 = (Encoding)new UTF8Encoding(true).Clone();
        utf8.DecoderFallback = new PastedBytes();
        return utf8;
    }

    /// <summary>Takes the next bytes of the file, in order.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (length + i < head.Length) head[length + i] = bytes[i];
            if (bytes[i] == 0) zeros[(length + i) & 3]++;
        }
        length += bytes.Length;
        single.Add(bytes);
        Count(bytes);
        if (utf8) utf8 = IsUtf8(bytes);
    }

    /// <summary>The encoding, once every byte was added.</summary>
    public Encoding Decide()
    {
        if (FromMark() is { } marked) return marked;
        if (FromZeros() is { } wide) return wide;
        if (utf8 && carried == 0) return new UTF8Encoding(false);
        // A file of one byte a character has hardly any pair that UTF-8 would write: where they are the rule, the file is UTF-8 with a few bytes of another.
        return characters > 2 * broken ? Get(Encoding.UTF8.CodePage) : Get(single.Decide());
    }

    private Encoding? FromMark() => head switch
    {
        [0xEF, 0xBB, 0xBF, _] when length >= 3 => new UTF8Encoding(true),
        [0xFF, 0xFE, 0, 0] when length >= 4 => new UTF32Encoding(bigEndian: false, byteOrderMark: true),
        [0, 0, 0xFE, 0xFF] when length >= 4 => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        [0xFF, 0xFE, ..] when length >= 2 => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        [0xFE, 0xFF, ..] when length >= 2 => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
        _ => null,
    };

    /// <summary>Separators and line ends alone put zeros in three (UTF-32) or one (UTF-16) of each four or two bytes; a stray NUL does not.</summary>
    private Encoding? FromZeros()
    {
        if (length < 4 || length % 2 != 0) return null;
        var quarter = length / 4;
        bool Mostly(int i) => zeros[i] * 10 >= quarter * 7;
        bool Rarely(int i) => zeros[i] * 10 <= quarter * 3;
        if (length % 4 == 0 && Mostly(2) && Mostly(3) && Rarely(0)) return new UTF32Encoding(bigEndian: false, byteOrderMark: false);
        if (length % 4 == 0 && Mostly(0) && Mostly(1) && Rarely(3)) return new UTF32Encoding(bigEndian: true, byteOrderMark: false);
        var half = length / 2;
        if ((zeros[1] + zeros[3]) * 2 >= half && (zeros[0] + zeros[2]) * 10 <= half) return new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
        if ((zeros[0] + zeros[2]) * 2 >= half && (zeros[1] + zeros[3]) * 10 <= half) return new UnicodeEncoding(bigEndian: true, byteOrderMark: false);
        return null;
    }

    /// <summary>Counts the characters of several bytes and the bytes that belong to none. One that a block cuts is counted as broken: there are few.</summary>
    private void Count(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is var at and >= 0)
        {
            bytes = bytes[at..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var used) == OperationStatus.Done) characters++;
            else broken++;
            bytes = bytes[used..];
        }
    }

    /// <summary>Checks a block, keeping the bytes of a character that the block cuts for the next one.</summary>
    private bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        while (carried > 0 && bytes.Length > 0)
        {
            carry[carried++] = bytes[0];
            bytes = bytes[1..];
            var status = Rune.DecodeFromUtf8(carry.AsSpan(0, carried), out _, out _);
            if (status == OperationStatus.InvalidData) return false;
            if (status == OperationStatus.Done) carried = 0;
        }
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var tail = bytes[^back..];
            if (Rune.DecodeFromUtf8(tail, out _, out _) != OperationStatus.NeedMoreData) continue;
            tail.CopyTo(carry);
            carried = back;
            bytes = bytes[..^back];
            break;
        }
        return Utf8.IsValid(bytes);
    }
}
