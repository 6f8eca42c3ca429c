using FichierClient.Application.Common;
using FichierClient.Application.Imports.Reading;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>A table that lies on its side, or a form, has its headings in the first column: each row would be a company called « Ville ».</summary>
internal static class TableCouchee
{
    private const int Least = 3;

    /// <summary>What is to be done about it; null: the headings stand above.</summary>
    public static string? Problem(FileAnalysis file)
    {
        if (file.Headers.Count < 2 || !IsHeading(file.Headers[0]) || file.Headers.Skip(1).Any(IsHeading)) return null;
        var first = file.Sample.Where(r => r.Length > 0 && !string.IsNullOrWhiteSpace(r[0])).Select(r => r[0].Trim()).ToList();
        var headings = first.Where(IsHeading).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return headings.Count + 1 >= Least && first.Count(IsHeading) * 5 >= first.Count * 3 ? Texts.Get("Import_table_couchee", string.Join(", ", headings.Take(3))) : null;
    }

    private static bool IsHeading(string text) => Enum.GetValues<SectionImport>().Any(s => Enum.GetValues<Precision>().Any(p => MappingProposal.Find(text, s, p).Any()));
}
