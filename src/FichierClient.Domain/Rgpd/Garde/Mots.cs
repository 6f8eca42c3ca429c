using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Garde;

/// <summary>A word of a text: where it stands, as written, without accents and doubled letters, and the root that lists are compared by.</summary>
internal readonly record struct Mot(int Debut, int Fin, string Ecrit, string Entier, string Racine, bool FinDePhrase)
{
    public bool EstNombre => char.IsAsciiDigit(Racine[0]);
    public bool EstMajuscule => char.IsUpper(Ecrit[0]);
}

/// <summary>Cuts a text into words, and words down to roots: without accents, number, gender, doubled letters.</summary>
internal static class Mots
{
    private const int Abreviation = 3;

    public static List<Mot> Of(string texte)
    {
        var mots = new List<Mot>();
        for (var i = 0; i < texte.Length;)
        {
            if (!char.IsLetterOrDigit(texte[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < texte.Length && (char.IsLetterOrDigit(texte[i]) || IsMark(texte[i]))) i++;
            var end = Acronym(texte, start, i);
            var written = end == i ? texte[start..i] : texte[start..end].Replace(".", "", StringComparison.Ordinal);
            i = end;
            if (Plain(written) is { Length: > 0 } plain) mots.Add(new Mot(start, end, written, plain, Root(plain), EndsSentence(texte, end, written.Length)));
        }

        return mots;
    }

    /// <summary>A word without accents and doubled letters, which are what people mistype most.</summary>
    public static string Plain(string word) => Collapse(TexteNormalise.Of(word).Replace(" ", "", StringComparison.Ordinal));

    /// <summary>What is left without marks of gender and number: « syndiquées » and « syndiqué » have the same root.</summary>
    private static string Root(string plain)
    {
        // « messe » must not end as « mes ».
        const int shortest = 3, shortestWithoutE = 4;
        var length = plain.Length;
        if (length > shortest && (plain[length - 1] == 's' || (plain[length - 1] == 'x' && plain[length - 2] == 'u'))) length--;
        while (length > shortestWithoutE && plain[length - 1] == 'e') length--;
        // « portugaise » and « portugais » are one.
        if (length > shortest && length < plain.Length && plain[length] == 'e' && plain[length - 1] == 's') length--;
        return plain[..length];
    }

    private static string Collapse(string text)
    {
        Span<char> kept = text.Length <= 64 ? stackalloc char[text.Length] : new char[text.Length];
        var n = 0;
        foreach (var c in text)
        {
            if (n == 0 || kept[n - 1] != c || char.IsAsciiDigit(c)) kept[n++] = c;
        }

        return n == text.Length ? text : new string(kept[..n]);
    }

    /// <summary>« C.G.T. » is one word: letters each followed by a point.</summary>
    private static int Acronym(string texte, int start, int end)
    {
        if (end - start != 1 || !char.IsUpper(texte[start])) return end;
        var at = end;
        while (at + 1 < texte.Length && texte[at] == '.' && char.IsUpper(texte[at + 1]) && (at + 2 == texte.Length || !char.IsLetterOrDigit(texte[at + 2]))) at += 2;
        return at;
    }

    private static bool EndsSentence(string texte, int end, int length)
    {
        if (end >= texte.Length) return true;
        return texte[end] is '!' or '?' or ';' or '\n' or '\r'
            || texte[end] == '.' && length > Abreviation && (end + 1 == texte.Length || char.IsWhiteSpace(texte[end + 1]));
    }

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;
}
