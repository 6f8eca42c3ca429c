using System.Text;
using System.Text.Unicode;

namespace FichierClient.Application.Imports.Reading;

/// <summary>
/// Text that was UTF-8, was read as Windows-1252 and written as UTF-8 once more: « SociÃ©tÃ© ». A cell that is whole UTF-8 under the
/// second coat was nothing else: no text has « Ã » before such a character throughout.
/// </summary>
internal static class DoubleUtf8
{
    /// <summary>The cell without its second coat; as it is when it has none.</summary>
    public static string Repair(string text)
    {
        if (text.AsSpan().IndexOfAny('Ã', 'Â') < 0 && !text.Contains("\u00E2\u20AC", StringComparison.Ordinal)) return text;
        var encoding = text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF') ? EncodingDetector.Windows1252 : Encoding.Latin1;
        var bytes = encoding.GetBytes(text);
        return Utf8.IsValid(bytes) && encoding.GetString(bytes) == text ? Encoding.UTF8.GetString(bytes) : text;
    }
}
