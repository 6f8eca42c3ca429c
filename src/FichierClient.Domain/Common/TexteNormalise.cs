using System.Globalization;
using System.Text;

namespace FichierClient.Domain.Common;

/// <summary>
/// The one form in which texts are compared and searched: lower case, no accents, punctuation as single spaces. The columns that
/// searches read are filled with it, so it never changes without a migration that rewrites them.
/// </summary>
public static class TexteNormalise
{
    /// <summary>The normal form; a text made of punctuation alone keeps it, so that two such names stay two names.</summary>
    public static string Of(string? input)
    {
        if (string.IsNullOrWhiteSpace(input)) return "";
        if (IsPlain(input)) return input;
        var normal = Fold(input, keepPunctuation: false);
        return normal.Length > 0 ? normal : Fold(input, keepPunctuation: true);
    }

    /// <summary>Most cells of a second import are already normal: no allocation for them.</summary>
    private static bool IsPlain(string text)
    {
        var previous = ' ';
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && (c != ' ' || previous == ' ')) return false;
            previous = c;
        }
        return previous != ' ';
    }

    private static string Fold(string input, bool keepPunctuation)
    {
        var text = new StringBuilder(input.Length);
        // A lone surrogate makes Normalize throw, a decoder would have replaced it in the same way; a non-character does too, and says nothing.
        foreach (var rune in input.EnumerateRunes())
        {
            if ((rune.Value & 0xFFFE) != 0xFFFE && rune.Value is (< 0xFDD0 or > 0xFDEF)) text.Append(rune);
        }

        var decomposed = text.ToString().Normalize(NormalizationForm.FormKD);
        text.Clear();
        foreach (var rune in decomposed.EnumerateRunes()) Append(text, rune, keepPunctuation);
        if (text.Length > 0 && text[^1] == ' ') text.Length--;
        return text.ToString();
    }

    private static void Append(StringBuilder text, Rune rune, bool keepPunctuation)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Surrogate:
                return;
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter:
                AppendLetter(text, Rune.ToLowerInvariant(rune));
                return;
            case UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                Space(text);
                return;
            default:
                if (keepPunctuation || !Rune.IsPunctuation(rune) && !(rune.IsAscii && Rune.IsSymbol(rune))) text.Append(rune);
                else Space(text);
                return;
        }
    }

    private static void Space(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
    }

    private static void AppendLetter(StringBuilder text, Rune rune)
    {
        switch (rune.Value)
        {
            case 'œ': text.Append("oe"); break;
            case 'æ': text.Append("ae"); break;
            case 'ß': text.Append("ss"); break;
            case 'ø': text.Append('o'); break;
            case 'đ' or 'ð': text.Append('d'); break;
            case 'ł': text.Append('l'); break;
            case 'þ': text.Append("th"); break;
            case 'ı': text.Append('i'); break;
            default: text.Append(rune); break;
        }
    }
}
