using System.Text;
using System.Text.Json;
using FichierClient.Application.Rgpd.Cles;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>A certificate as a file that anybody can verify: the signed text, its signature and the key, in JSON.</summary>
public static class CertificatFichier
{
    private sealed record Enveloppe(string Algorithme, string ClePublique, string Signature, string Contenu);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(CertificatSigne certificat) => JsonSerializer.Serialize(
        new Enveloppe("Ed25519", Convert.ToBase64String(certificat.ClePublique), Convert.ToBase64String(certificat.Signature), certificat.Contenu), Json);

    /// <summary>Verifies a file.</summary>
    /// <param name="json">The file.</param>
    /// <param name="clePublique">The key that must have signed it; null: whichever the file names.</param>
    /// <param name="contenu">What it says, when it can be read.</param>
    /// <returns>False: it isn't a certificate, it was changed, or another key signed it.</returns>
    public static bool Verify(string json, byte[]? clePublique, out CertificatContenu? contenu) => Verify(json, clePublique, out contenu, out _, out _);

    /// <summary>Verifies a file, which may also be what recipients answered to the erasure, or what was settled since of files that were held.</summary>
    public static bool Verify(string json, byte[]? clePublique, out CertificatContenu? contenu, out Connecteurs.PropagationContenu? propagation, out ComplementContenu? complement)
    {
        (contenu, propagation, complement) = (null, null, null);
        try
        {
            if (JsonSerializer.Deserialize<Enveloppe>(json, Json) is not { Algorithme: "Ed25519", Contenu: not null } file) return false;
            propagation = Connecteurs.PropagationContenu.TryRead(file.Contenu);
            complement = ComplementContenu.TryRead(file.Contenu);
            if (propagation is null && complement is null) contenu = CertificatContenu.FromJson(file.Contenu);
            return Open(json, clePublique) is not null;
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentNullException)
        {
            return false;
        }
    }

    /// <summary>The signed text of a file, whatever it certifies; null: it was changed, or another key signed it.</summary>
    public static string? Open(string json, byte[]? clePublique)
    {
        try
        {
            if (JsonSerializer.Deserialize<Enveloppe>(json, Json) is not { Algorithme: "Ed25519" } file) return null;
            var key = Convert.FromBase64String(file.ClePublique);
            return (clePublique is null || clePublique.AsSpan().SequenceEqual(key)) && SignatureCertificats.Verify(key, Encoding.UTF8.GetBytes(file.Contenu), Convert.FromBase64String(file.Signature)) ? file.Contenu : null;
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentNullException)
        {
            return null;
        }
    }
}
