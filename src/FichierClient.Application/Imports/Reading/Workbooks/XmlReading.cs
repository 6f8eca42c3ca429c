using System.Xml;
using FichierClient.Application.Common;

namespace FichierClient.Application.Imports.Reading.Workbooks;

/// <summary>What all parts of a workbook share. Elements go by their local names: prefixes differ, and « strict » files have other namespaces.</summary>
internal static class XmlReading
{
    /// <summary>True on the start of an element of this name.</summary>
    public static bool Starts(this XmlReader xml, string name) => xml.NodeType == XmlNodeType.Element && xml.LocalName == name;

    public static bool Ends(this XmlReader xml, string name) => xml.NodeType == XmlNodeType.EndElement && xml.LocalName == name;

    public static bool IsText(this XmlReader xml) =>
        xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;

    /// <summary>An attribute by its local name, whatever its namespace; null when there is none.</summary>
    public static string? Attribute(this XmlReader xml, string name)
    {
        string? value = null;
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == name && xml.Prefix != "xmlns") value = xml.Value;
        }

        xml.MoveToElement();
        return value;
    }

    public static bool Flag(this XmlReader xml, string name) => xml.GetAttribute(name) is "1" or "true";

    /// <summary>What a damaged file throws, as a sentence for its sender.</summary>
    public static bool IsDamage(Exception error) => error is XmlException or InvalidDataException or EndOfStreamException;

    public static UnreadableFileException Damaged(Exception cause) => new(Texts.Get("Import_classeur_abime"), cause);
}
