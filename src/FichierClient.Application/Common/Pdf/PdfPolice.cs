using UglyToad.PdfPig.Fonts.TrueType;
using UglyToad.PdfPig.Fonts.TrueType.Parser;

namespace FichierClient.Application.Common.Pdf;

/// <summary>A font that goes into every document: what it can draw and how wide it is.</summary>
internal sealed class PdfPolice
{
    /// <summary>Inter, static instances (SIL Open Font License, see OFL.txt).</summary>
    public static readonly PdfPolice Normale = new("Inter-Regular.ttf"), Grasse = new("Inter-SemiBold.ttf");

    /// <summary>Stands for a character that can't be drawn.</summary>
    public const char Manque = '□';

    private readonly TrueTypeFont font;
    private readonly int unitsPerEm;

    private PdfPolice(string resource)
    {
        using var stream = typeof(PdfPolice).Assembly.GetManifestResourceStream($"{typeof(PdfPolice).Namespace}.{resource}")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        Octets = copy.ToArray();
        font = TrueTypeFontParser.Parse(new TrueTypeDataBytes(Octets));
        unitsPerEm = font.GetUnitsPerEm();
    }

    public byte[] Octets { get; }

    public bool Has(char c) => font.WindowsUnicodeCMap!.CharacterCodeToGlyphIndex(c) > 0;

    /// <summary>Width in points.</summary>
    public double Width(string text, double size) => text.Sum(c => font.TryGetAdvanceWidth(c, out var width) ? width : 0) * size / unitsPerEm;

    /// <summary>A text of characters that this font has; what it lacks is written « □ », so that a gap is seen and never silently lost.</summary>
    public string Drawable(string text) => string.Concat(text.Where(c => !char.IsLowSurrogate(c)).Select(Drawable));

    private char Drawable(char c) => c switch
    {
        '\t' => ' ',
        '\u2011' when !Has(c) => '-',
        _ => Has(c) ? c : Manque,
    };
}
