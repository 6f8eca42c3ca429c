namespace FichierClient.Application.Common.Pdf;

/// <summary>A document that a person reads, on A4 sheets with numbered pages; each call writes below the one before.</summary>
/// <param name="titre">Names the document: in its properties and at the foot of its pages.</param>
public sealed class PdfLetter(string titre)
{
    private const double Corps = 10, Interligne = 14.5;

    private readonly PdfFeuilles feuilles = new();

    /// <summary>The large title.</summary>
    public PdfLetter Titre(string texte) => Block(texte, PdfPolice.Grasse, 17, 22, before: 0, after: 10);

    /// <summary>Heads a part.</summary>
    public PdfLetter SousTitre(string texte) => Block(texte, PdfPolice.Grasse, 12, 16, before: 12, after: 4);

    /// <summary>Text that wraps; its own line breaks are kept.</summary>
    public PdfLetter Paragraphe(string texte) => Block(texte, PdfPolice.Normale, Corps, Interligne, before: 0, after: 7);

    /// <summary>Small grey text.</summary>
    public PdfLetter Mention(string texte) => Block(texte, PdfPolice.Normale, 8.5, 12, before: 0, after: 6, grey: 90);

    /// <summary>The block of an address, in the window of an envelope.</summary>
    public PdfLetter Destinataire(IEnumerable<string> lignes)
    {
        foreach (var ligne in lignes) Lines(PdfCesure.Lines(ligne, PdfPolice.Normale, Corps, PdfFeuilles.Droite - 310), PdfPolice.Normale, Corps, Interligne, 310);
        return Espace(18);
    }

    /// <summary>A list of points.</summary>
    public PdfLetter Puces(IEnumerable<string> points)
    {
        foreach (var point in points)
        {
            var lines = PdfCesure.Lines(point, PdfPolice.Normale, Corps, PdfFeuilles.Droite - PdfFeuilles.Gauche - 14);
            Room(Interligne);
            feuilles.Write("•", PdfPolice.Normale, Corps, PdfFeuilles.Gauche + 3, feuilles.Y);
            Lines(lines, PdfPolice.Normale, Corps, Interligne, PdfFeuilles.Gauche + 14);
        }

        return Espace(6);
    }

    /// <summary>Names with their values, such as « Nom : Martin ».</summary>
    public PdfLetter Champs(IEnumerable<(string Nom, string Valeur)> champs)
    {
        PdfTable.Write(feuilles, [], [.. champs.Select(c => (IReadOnlyList<string>)[c.Nom, c.Valeur])], [1, 2.4], boldFirst: true);
        return Espace(8);
    }

    /// <summary>A table; its heads are repeated on each page, its cells wrap.</summary>
    /// <param name="entetes">The heads.</param>
    /// <param name="lignes">The rows, with as many cells.</param>
    /// <param name="poids">How wide the columns are relative to each other; null: all alike.</param>
    public PdfLetter Table(IReadOnlyList<string> entetes, IEnumerable<IReadOnlyList<string>> lignes, IReadOnlyList<double>? poids = null)
    {
        PdfTable.Write(feuilles, entetes, [.. lignes], poids ?? [.. entetes.Select(_ => 1d)], boldFirst: false);
        return Espace(8);
    }

    /// <summary>Leaves room, in points.</summary>
    public PdfLetter Espace(double points)
    {
        feuilles.Down(points);
        return this;
    }

    public PdfLetter SautDePage()
    {
        feuilles.Turn();
        return this;
    }

    /// <summary>The file. Nothing can be added after.</summary>
    public byte[] ToBytes() => feuilles.Build(titre, (page, pages) => Texts.Get("Pdf_page", page, pages));

    private PdfLetter Block(string texte, PdfPolice police, double size, double leading, double before, double after, byte grey = 0)
    {
        if (before > 0 && feuilles.Y < PdfFeuilles.Haut) feuilles.Down(before);
        // A head doesn't stand alone at the foot of a page.
        if (police == PdfPolice.Grasse) Room(leading + Interligne * 2);
        Lines(PdfCesure.Lines(texte, police, size, PdfFeuilles.Droite - PdfFeuilles.Gauche), police, size, leading, PdfFeuilles.Gauche, grey);
        return Espace(after);
    }

    private void Lines(IEnumerable<string> lines, PdfPolice police, double size, double leading, double x, byte grey = 0)
    {
        foreach (var line in lines)
        {
            Room(leading);
            feuilles.Write(line, police, size, x, feuilles.Y, grey);
            feuilles.Down(leading);
        }
    }

    private void Room(double height)
    {
        if (!feuilles.HasRoom(height)) feuilles.Turn();
    }
}
