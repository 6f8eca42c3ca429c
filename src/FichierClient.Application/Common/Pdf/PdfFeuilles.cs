using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace FichierClient.Application.Common.Pdf;

/// <summary>The sheets of a document and the place on the last one: what is written goes below what stands there.</summary>
internal sealed class PdfFeuilles
{
    /// <summary>A4 with margins, in points.</summary>
    public const double Largeur = 595, Hauteur = 842, Gauche = 57, Droite = Largeur - 57, Haut = Hauteur - 57, Bas = 64;

    private const double Pied = 40, TaillePied = 8;

    /// <summary>What each sheet shows, drawn once the document is whole.</summary>
    private readonly List<List<Action<PdfFeuille>>> sheets = [];

    public PdfFeuilles() => Turn();

    /// <summary>The next free line's upper edge.</summary>
    public double Y { get; private set; }

    public void Turn()
    {
        sheets.Add([]);
        Y = Haut;
    }

    /// <summary>Whether that much height is left on this sheet.</summary>
    public bool HasRoom(double height) => Y - height >= Bas;

    public void Down(double height) => Y -= height;

    /// <summary>Writes one line whose upper edge is <paramref name="top"/>.</summary>
    public void Write(string text, PdfPolice police, double size, double x, double top, byte grey = 0) =>
        sheets[^1].Add(sheet => sheet.Write(text, police, size, new PdfPoint(x, top - size), grey));

    public void Line(double x1, double x2, double y, double width = 0.5, byte grey = 190) =>
        sheets[^1].Add(sheet => sheet.Line(new PdfPoint(x1, y), new PdfPoint(x2, y), width, grey));

    /// <summary>Numbers the sheets and gives the file.</summary>
    public byte[] Build(string titre, Func<int, int, string> pied)
    {
        using var document = new PdfDocumentBuilder();
        document.DocumentInformation.Title = titre;
        document.DocumentInformation.Producer = document.DocumentInformation.Creator = "FichierClient";
        var fonts = new PdfPolicesUtilisees(document);
        var shortened = PdfCesure.Lines(titre, PdfPolice.Normale, TaillePied, Droite - Gauche - 90)[0];
        for (var number = 1; number <= sheets.Count; number++)
        {
            var sheet = new PdfFeuille(document.AddPage(PageSize.A4), fonts);
            foreach (var draw in sheets[number - 1]) draw(sheet);
            var text = pied(number, sheets.Count);
            sheet.Write(text, PdfPolice.Normale, TaillePied, new PdfPoint(Droite - PdfPolice.Normale.Width(text, TaillePied), Pied), 110);
            sheet.Write(shortened, PdfPolice.Normale, TaillePied, new PdfPoint(Gauche, Pied), 110);
        }

        return document.Build();
    }
}

/// <summary>One sheet as it is drawn.</summary>
internal sealed class PdfFeuille(PdfPageBuilder page, PdfPolicesUtilisees fonts)
{
    public void Write(string text, PdfPolice police, double size, PdfPoint point, byte grey)
    {
        if (text.Length == 0) return;
        var (font, drawable) = fonts.Use(police, text);
        page.SetTextAndFillColor(grey, grey, grey);
        page.AddText(drawable, size, point, font);
    }

    public void Line(PdfPoint from, PdfPoint to, double width, byte grey)
    {
        page.SetStrokeColor(grey, grey, grey);
        page.DrawLine(from, to, width);
    }
}

/// <summary>The fonts of one document. A simple font of the PDF format holds a limited number of characters; what comes beyond is « □ ».</summary>
internal sealed class PdfPolicesUtilisees(PdfDocumentBuilder document)
{
    private const int MostCharacters = 250;

    private readonly Dictionary<PdfPolice, (PdfDocumentBuilder.AddedFont Font, HashSet<char> Used)> fonts = [];

    public (PdfDocumentBuilder.AddedFont Font, string Text) Use(PdfPolice police, string text)
    {
        if (!fonts.TryGetValue(police, out var found)) fonts[police] = found = (document.AddTrueTypeFont(police.Octets), [PdfPolice.Manque]);
        var used = found.Used;
        return (found.Font, string.Concat(police.Drawable(text).Select(c => used.Contains(c) || (used.Count < MostCharacters && used.Add(c)) ? c : PdfPolice.Manque)));
    }
}
