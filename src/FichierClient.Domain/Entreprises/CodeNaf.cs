namespace FichierClient.Domain.Entreprises;

/// <summary>A NAF code in INSEE's writing, « 43.32A »: two digits, a point, two digits, a letter (rév. 2 and 2025 alike).</summary>
public static class CodeNaf
{
    /// <summary><c>4332a</c>, <c>43 32 A</c> and <c>43.32A</c> are one code; what has another shape stays as it is typed, in capitals.</summary>
    public static string? Normalize(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var code = string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return IsCode(code) && text.Trim().Length <= code.Length + 3 ? $"{code[..2]}.{code[2..]}" : text.Trim().ToUpperInvariant();
    }

    /// <summary>True for a sub-class, in INSEE's writing or without the point.</summary>
    public static bool IsSousClasse(string? text) => text is not null && IsCode(text.Replace(".", "", StringComparison.Ordinal));

    private static bool IsCode(string code) => code.Length == 5 && code[..4].All(char.IsAsciiDigit) && char.IsAsciiLetterUpper(code[4]);
}
