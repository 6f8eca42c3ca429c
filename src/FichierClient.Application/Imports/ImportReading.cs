using System.Text.Json;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Imports;

namespace FichierClient.Application.Imports;

/// <summary>What was found about an import's file, as it is kept on the import.</summary>
public static class ImportReading
{
    /// <summary>Null: not read yet, or the original was deleted.</summary>
    public static FileAnalysis? FileOf(Import import) => import.Analyse is null ? null : JsonSerializer.Deserialize<FileAnalysis>(import.Analyse, ImportJson.Options);
}
