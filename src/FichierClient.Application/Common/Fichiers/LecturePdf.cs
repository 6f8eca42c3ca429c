using System.IO.Compression;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace FichierClient.Application.Common.Fichiers;

/// <summary>The words of a PDF. Each stream is measured before it is unpacked: the library itself knows no bound.</summary>
internal sealed class LecturePdf(LectureFichier lecture)
{
    private const int Pages = 2_000;

    public void Append(ReadOnlyMemory<byte> octets)
    {
        var filters = new FiltresBornes(lecture.Bornes, DefaultFilterProvider.Instance);
        filters.CountBare(octets.Span);
        using var document = PdfDocument.Open(octets, new ParsingOptions { FilterProvider = filters });
        lecture.Bornes.Check(document.NumberOfPages <= Pages);
        foreach (var page in document.GetPages())
        {
            lecture.Bornes.CheckTime();
            lecture.WriteLine(string.Join(' ', page.GetWords().Select(w => w.Text)));
            foreach (var link in page.GetHyperlinks()) lecture.WriteLine(link.Uri);
            filters.Turn();
        }

        var about = document.Information;
        lecture.WriteLine(string.Join('\n', about.Title, about.Author, about.Subject, about.Keywords));
    }
}

/// <summary>Unpacks what stays within the bounds.</summary>
internal sealed class FiltresBornes(BornesLecture bornes, IFilterProvider inner) : IFilterProvider
{
    /// <summary>Drawn letters of one page, each of which the library keeps with its place; and bytes of what draws it.</summary>
    private const int LettresParPage = 400_000, DessinParPage = 8 * 1024 * 1024;

    private long letters, drawn;
    private FormesNues? nues;

    public BornesLecture Bornes => bornes;

    /// <summary>A page is done.</summary>
    public void Turn() => (letters, drawn) = (0, 0);

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Bounded(inner.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Bounded(inner.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => inner.GetAllFilters();

    /// <summary>What draws a page has no type, or is a form; bytes between brackets are letters (ISO 32000, 7.8.2, 8.10, 9.4.3).</summary>
    public void Count(ReadOnlySpan<byte> unpacked, DictionaryToken dictionary)
    {
        if (dictionary.TryGet(NameToken.Type, out NameToken type) && type.Data != "XObject") return;
        bornes.Check((drawn += unpacked.Length) <= DessinParPage);
        letters += LettersOf(unpacked) + (nues?.Called(unpacked) ?? 0);
        bornes.Check(letters <= LettresParPage);
    }

    /// <summary>What isn't packed passes no filter, so it is measured where it lies, all of the document as if one page drew it.</summary>
    public void CountBare(ReadOnlySpan<byte> pdf)
    {
        var all = pdf;
        var bare = 0L;
        for (int begin; (begin = pdf.IndexOf("endobj"u8)) >= 0; pdf = pdf[(begin + 6)..])
        {
            var one = pdf[..begin];
            if (one.IndexOf("stream"u8) is >= 0 and var at && one[..at].IndexOf("/Filter"u8) < 0 && one[..at].IndexOf("/Metadata"u8) < 0) bare += LettersOf(one[at..]);
        }

        bornes.Check(bare <= LettresParPage);
        nues = new FormesNues(all, b => LettersOf(b), LettresParPage);
        bornes.Check(nues.Heaviest <= LettresParPage);
    }

    private static long LettersOf(ReadOnlySpan<byte> drawing)
    {
        // A table from glyphs to letters is hexadecimal too, and shows none.
        if (drawing.IndexOf("begincmap"u8) >= 0 && drawing.IndexOfAny("'\""u8) < 0 && drawing.IndexOf("Tj"u8) < 0 && drawing.IndexOf("TJ"u8) < 0) return 0;
        var (letters, within) = (0L, false);
        foreach (var octet in drawing)
        {
            if (octet is (byte)'(' or (byte)'<') within = true;
            else if (octet is (byte)')' or (byte)'>') within = false;
            else if (within) letters++;
        }

        return letters;
    }

    private IReadOnlyList<IFilter> Bounded(IReadOnlyList<IFilter> filters)
    {
        bornes.CheckTime();
        return [.. filters.Select((f, i) => new FiltreBorne(this, f, i == filters.Count - 1))];
    }
}

/// <param name="filtres">Whose bounds.</param>
/// <param name="inner">What unpacks.</param>
/// <param name="isLast">What comes out is the stream.</param>
internal sealed class FiltreBorne(FiltresBornes filtres, IFilter inner, bool isLast) : IFilter
{
    /// <summary>LZW makes up to 2,560 bytes of three halves of one; a stream of that age is short. A row of a predictor is as wide as a picture at most.</summary>
    private const int LargestLzw = 32 * 1024, WidestRow = 1024 * 1024;

    public bool IsSupported => inner.IsSupported;

    public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
    {
        filtres.Bornes.CheckTime();
        // Pictures have no words here.
        if (inner is not (FlateFilter or LzwFilter or RunLengthFilter or Ascii85Filter or AsciiHexDecodeFilter)) return Memory<byte>.Empty;
        filtres.Bornes.Check(IsNarrow(streamDictionary));
        if (inner is FlateFilter) Measure(input);
        if (inner is LzwFilter) filtres.Bornes.Check(input.Length <= LargestLzw);
        if (inner is RunLengthFilter) filtres.Bornes.Check(input.Length * 64L <= filtres.Bornes.Reste);
        var unpacked = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        filtres.Bornes.Spend(unpacked.Length);
        if (isLast) filtres.Count(unpacked.Span, streamDictionary);
        return unpacked;
    }

    /// <summary>Unpacks it to nowhere; a damaged one to where it is.</summary>
    private void Measure(Memory<byte> input)
    {
        if (input.Length < 3) return;
        using var content = new DeflateStream(new MemoryStream(input[2..].ToArray()), CompressionMode.Decompress);
        var (block, length) = (new byte[64 * 1024], 0L);
        try
        {
            for (int read; (read = content.Read(block)) > 0;) filtres.Bornes.Check((length += read) <= filtres.Bornes.Reste);
        }
        catch (InvalidDataException)
        {
            // The library keeps what came before the damage.
        }
    }

    private static bool IsNarrow(DictionaryToken dictionary)
    {
        IEnumerable<IToken> all = dictionary.Data.Where(e => e.Key is "DecodeParms" or "DP").Select(e => e.Value);
        return all.SelectMany(p => p is ArrayToken several ? several.Data : [p]).OfType<DictionaryToken>()
            .All(p => p.Data.Where(e => e.Key is "Columns" or "Colors" or "BitsPerComponent").Aggregate(1d, (width, e) => width * (e.Value is NumericToken number ? Math.Max(number.Double, 1) : double.MaxValue)) <= WidestRow * 8d);
    }
}
