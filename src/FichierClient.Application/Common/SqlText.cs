namespace FichierClient.Application.Common;

/// <summary>Text as PostgreSQL compares it.</summary>
internal static class SqlText
{
    /// <summary>After every letter: the end of "starts with" as a range, which an index in collation C serves.</summary>
    public const string Highest = "\uffff";

    /// <summary>A text that LIKE takes literally.</summary>
    public static string Literal(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
