namespace FichierClient.Application.Imports.Reading;

/// <summary>What a file is, found in its content: extensions lie.</summary>
public enum FormatFichier { Texte, Xlsx, Ods, Vcard, Fec }
