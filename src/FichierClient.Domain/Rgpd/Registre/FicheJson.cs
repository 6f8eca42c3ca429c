using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FichierClient.Domain.Rgpd.Registre;

/// <summary>Sheets as text: names of values instead of numbers, so that a version still reads when a list grows.</summary>
public static class FicheJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
    };

    public static string Write(FicheTraitement fiche) => JsonSerializer.Serialize(fiche, Options);

    public static FicheTraitement Read(string json) => JsonSerializer.Deserialize<FicheTraitement>(json, Options)!;
}
