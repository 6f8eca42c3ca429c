namespace FichierClient.Application.Imports.Reading;

/// <summary>
/// Which of the four single-byte sets of Western Europe a text is in. Windows-1252 is what French programs write; old Macs wrote Mac Roman, programs of DOS days code page 850,
/// accountants and the tax office write ISO-8859-15 (article A47 A-1 of the LPF). A byte is judged by the letter before it.
/// </summary>
internal sealed class SingleByteDetector
{
    /// <summary>.NET's numbers.</summary>
    public const int Windows = 1252, Mac = 10000, Iso15 = 28605, Dos = 850;

    private long mac, dos, latin, controls, euros, ligatures;
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
        if (dos > mac && dos > latin) return Dos;
        if (mac > latin) return Mac;
        // 0x80 to 0x9F hold letters and quotes in Windows-1252 and nothing in ISO.
        return controls == 0 && euros + ligatures > 0 ? Iso15 : Windows;
    }

    private void Judge(byte b)
    {
        var afterLetter = char.IsAsciiLetter((char)before);
        if (b < 0xA0) controls++;
        // Behind a letter: é, è, à, ç, ê of a Mac; a capital Z with a caron, a circumflex alone or nothing in Windows-1252.
        // Of DOS: é, è, ç, ü behind a small letter, É behind a capital; in Windows-1252 a low quote, a capital S with a caron, a dagger or nothing.
        if (char.IsAsciiLetterLower((char)before) ? b is 0x82 or 0x8A or 0x87 or 0x81 : afterLetter && b == 0x90) dos++;
        else if (afterLetter && b is 0x8E or 0x8F or 0x88 or 0x8D or 0x90) mac++;
        // « n° » is the same letter in DOS as the o with a stroke.
        else if (b >= 0xE0 && !(b == 0xF8 && before is (byte)'n' or (byte)'N')) latin++;
        // The euro stands where Windows-1252 has ¤, which nobody types; œ where it has ½, which no word has inside.
        if (b == 0xA4) euros++;
        else if (afterLetter && b == 0xBD) ligatures++;
    }
}
