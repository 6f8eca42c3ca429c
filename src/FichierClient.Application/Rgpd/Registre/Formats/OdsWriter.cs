using System.IO.Compression;
using System.Text;
using System.Xml;

namespace FichierClient.Application.Rgpd.Registre.Formats;

/// <summary>Writes sheets of texts as an OpenDocument spreadsheet (OASIS ODF 1.3): every cell a text, which no spreadsheet calculates.</summary>
internal static class OdsWriter
{
    private const string Mime = "application/vnd.oasis.opendocument.spreadsheet";
    private const string Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0", Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0", Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        Style = "urn:oasis:names:tc:opendocument:xmlns:style:1.0", Fo = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", Manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";

    public static void Write(Stream output, IEnumerable<Grille> grilles)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        // First and not compressed: by it the kind of file is told (ODF 1.3, part 2, 3.3).
        using (var mime = zip.CreateEntry("mimetype", CompressionLevel.NoCompression).Open()) mime.Write(Encoding.ASCII.GetBytes(Mime));
        Entry(zip, "content.xml", xml => Content(xml, grilles));
        Entry(zip, "META-INF/manifest.xml", xml =>
        {
            xml.WriteStartElement("manifest", "manifest", Manifest);
            xml.WriteAttributeString("manifest", "version", Manifest, "1.3");
            foreach (var (path, type) in new[] { ("/", Mime), ("content.xml", "text/xml") })
            {
                xml.WriteStartElement("file-entry", Manifest);
                xml.WriteAttributeString("full-path", Manifest, path);
                xml.WriteAttributeString("media-type", Manifest, type);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }

    private static void Entry(ZipArchive zip, string name, Action<XmlWriter> write)
    {
        using var stream = zip.CreateEntry(name).Open();
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = true });
        write(xml);
    }

    private static void Content(XmlWriter xml, IEnumerable<Grille> grilles)
    {
        xml.WriteStartElement("office", "document-content", Office);
        foreach (var (prefix, space) in new[] { ("table", Table), ("text", Text), ("style", Style), ("fo", Fo) }) xml.WriteAttributeString("xmlns", prefix, null, space);
        xml.WriteAttributeString("version", Office, "1.3");
        Styles(xml);
        xml.WriteStartElement("body", Office);
        xml.WriteStartElement("spreadsheet", Office);
        foreach (var grille in grilles) Sheet(xml, grille);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Styles(XmlWriter xml)
    {
        xml.WriteStartElement("automatic-styles", Office);
        foreach (var (name, family, element, attribute, space, value) in new[]
        {
            ("large", "table-column", "table-column-properties", "column-width", Style, "6cm"), ("etroite", "table-column", "table-column-properties", "column-width", Style, "3.6cm"),
            ("texte", "table-cell", "table-cell-properties", "wrap-option", Fo, "wrap"), ("label", "table-cell", "text-properties", "font-weight", Fo, "bold"),
        })
        {
            xml.WriteStartElement("style", Style);
            xml.WriteAttributeString("name", Style, name);
            xml.WriteAttributeString("family", Style, family);
            if (family == "table-cell")
            {
                xml.WriteStartElement("table-cell-properties", Style);
                xml.WriteAttributeString("wrap-option", Fo, "wrap");
                xml.WriteEndElement();
            }

            if (element != "table-cell-properties")
            {
                xml.WriteStartElement(element, Style);
                xml.WriteAttributeString(attribute, space, value);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Sheet(XmlWriter xml, Grille grille)
    {
        xml.WriteStartElement("table", Table);
        xml.WriteAttributeString("name", Table, grille.Nom);
        foreach (var (style, count) in new[] { ("large", 1), ("etroite", Math.Max(1, grille.Colonnes - 1)) })
        {
            xml.WriteStartElement("table-column", Table);
            xml.WriteAttributeString("style-name", Table, style);
            xml.WriteAttributeString("number-columns-repeated", Table, XmlConvert.ToString(count));
            xml.WriteEndElement();
        }

        var joined = grille.Fusions.ToDictionary(f => (f.Ligne, f.Colonne));
        var covered = grille.Fusions.SelectMany(f => Enumerable.Range(f.Ligne, f.Lignes).SelectMany(l => Enumerable.Range(f.Colonne, f.Colonnes).Select(c => (l, c)))).Where(p => !joined.ContainsKey(p)).ToHashSet();
        for (var ligne = 0; ligne < grille.Lignes; ligne++)
        {
            xml.WriteStartElement("table-row", Table);
            for (var colonne = 0; colonne < grille.Colonnes; colonne++)
            {
                xml.WriteStartElement(covered.Contains((ligne, colonne)) ? "covered-table-cell" : "table-cell", Table);
                CellOf(xml, grille, ligne, colonne, joined.GetValueOrDefault((ligne, colonne)));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void CellOf(XmlWriter xml, Grille grille, int ligne, int colonne, CelluleModele? join)
    {
        if (join is not null)
        {
            xml.WriteAttributeString("number-columns-spanned", Table, XmlConvert.ToString(join.Colonnes));
            xml.WriteAttributeString("number-rows-spanned", Table, XmlConvert.ToString(join.Lignes));
        }

        var text = grille[ligne, colonne];
        if (text.Length == 0) return;
        xml.WriteAttributeString("style-name", Table, grille.Labels.Contains((ligne, colonne)) ? "label" : "texte");
        xml.WriteAttributeString("value-type", Office, "string");
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
            xml.WriteElementString("p", Text, string.Concat(paragraph.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c))));
    }
}
