namespace FichierClient.Domain.Common;

/// <summary>Small habits of text fields.</summary>
public static class Texte
{
    /// <summary>The text without outer blanks; null when nothing is left.</summary>
    public static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
