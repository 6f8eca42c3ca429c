using FichierClient.Application.Common;

namespace FichierClient.Application.Doublons;

/// <summary>An address or a number told from another whatever its writing: case, spaces, country code, the label that the history writes behind it.</summary>
internal static class CoordonneeFusion
{
    /// <param name="text">As typed, or as a line of the history has it: « 06 55 44 33 22 (Mobile) ».</param>
    public static string KeyOf(string? text)
    {
        var bare = text?.Trim() ?? "";
        if (bare.Contains('@', StringComparison.Ordinal)) return bare.ToLowerInvariant();
        if (bare.EndsWith(')') && bare.IndexOf(" (", StringComparison.Ordinal) is > 0 and var label && bare[..label].Any(char.IsAsciiDigit)) bare = bare[..label];
        if (Telephones.E164(bare) is { } e164) return e164;
        return bare.Any(char.IsLetter) ? bare.ToUpperInvariant() : string.Concat(bare.Where(char.IsAsciiDigit));
    }
}
