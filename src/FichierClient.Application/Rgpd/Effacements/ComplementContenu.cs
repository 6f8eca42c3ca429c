using System.Text.Encodings.Web;
using System.Text.Json;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>What became of e-mails in files that a certificate counted as left or unread. Numbers are of this complement alone, but for what still waits.</summary>
/// <param name="Version">Of the form.</param>
/// <param name="Reference">The erasure's.</param>
/// <param name="Organisation">Whose.</param>
/// <param name="ComplementDe">SHA-256 of the certificate's signed text, hexadecimal.</param>
/// <param name="Disparus">Files that are there no more: deleted by the night, by the DPO or by their age.</param>
/// <param name="LusSansElle">Files that could be read at last and in which none of the certificate's prints is found.</param>
/// <param name="Gardes">Files that bear her name and that the DPO kept until their thirty days: another one's.</param>
/// <param name="Attendent">Files of which nothing is settled yet: another complement will say it.</param>
/// <param name="EmisLe">When it was signed.</param>
public sealed record ComplementContenu(int Version, string Reference, string Organisation, string ComplementDe, int Disparus, int LusSansElle, int Gardes, int Attendent, DateTimeOffset EmisLe)
{
    public const int VersionCourante = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Null: another text.</summary>
    public static ComplementContenu? TryRead(string json)
    {
        using var read = JsonDocument.Parse(json);
        return read.RootElement.ValueKind == JsonValueKind.Object && read.RootElement.TryGetProperty("complementDe", out _) ? read.RootElement.Deserialize<ComplementContenu>(Json) : null;
    }
}
