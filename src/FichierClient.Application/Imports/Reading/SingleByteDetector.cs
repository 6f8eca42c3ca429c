namespace FichierClient.Application.Imports.Reading;

/// <summary>
/// Which of the three single-byte sets of Western Europe a text is in. Windows-1252 is what French programs write; old Macs wrote Mac Roman,
/// accountants and the tax office write ISO-8859-15 (article A47 A-1 of the LPF). A byte is judged by the letter before it.
/// </summary>
internal sealed class SingleByteDetector
{
    /// <summary>.NET's numbers.</summary>
    public const int Windows = 1252, Mac = 10000, Iso15 = 28605;

    private long mac, latin, controls, euros, ligatures;
    private byte before;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b >= 0x80) Judge(b);
            before = b;
        }
    }

    public int Decide()
    {
        if (mac > latin) return Mac;
        // 0x80 to 0x9F hold letters and quotes in Windows-1252 and nothing in ISO.
        return controls == 0 && euros + ligatures > 0 ? Iso15 : Windows;
    }

    private void Judge(byte b)
    {
        var afterLetter = char.IsAsciiLetter((char)before);
        if (b < 0xA0) controls++;
        // Behind a letter: é, è, à, ç, ê of a Mac; a capital Z with a caron, a circumflex alone or nothing in Windows-1252.
        if (afterLetter && b is 0x8E or 0x8F or 0x88 or 0x8D or 0x90) mac++;
        else if (b >= 0xE0) latin++;
        // The euro stands where Windows-1252 has ¤, which nobody types; œ where it has ½, which no word has inside.
        if (b == 0xA4) euros++;
        else if (afterLetter && b == 0xBD) ligatures++;
    }
}
