namespace FichierClient.Domain.Common;

/// <summary>Small habits of text fields.</summary>
public static class Texte
{
    /// <summary>The text without outer blanks and without signs that nobody sees; null when nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (text is not null && text.AsSpan().ContainsAny(Invisibles)) text = string.Concat(text.Where(c => !Invisibles.Contains(c)));
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>
    /// Signs that turn or hide the text after them (a name with U+202E makes a whole line read backwards), and control characters but tab
    /// and line ends. The marks that Arabic and Hebrew are written with, and the joiner of composed emoji, stay.
    /// </summary>
    private static readonly System.Buffers.SearchValues<char> Invisibles = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0xFFFF).Select(c => (char)c).Where(c => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200B' or '\u2060' or '\uFEFF' or '\u00AD' || (char.IsControl(c) && c is not ('\t' or '\n' or '\r')))]);
}
