using System.Text.Json;
using System.Text.Json.Serialization;

namespace FichierClient.Application.Imports;

/// <summary>How imports keep what they found about their file.</summary>
internal static class ImportJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
}
