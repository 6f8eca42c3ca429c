using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>A connected system's access key: 256 random bits behind a prefix by which leaks are found. It is shown once; its SHA-256 is stored.</summary>
public static class CleAcces
{
    public const string Prefixe = "fcs_";

    private const int Secret = 32, Longest = 100;

    public static string Create() => Prefixe + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Secret));

    public static byte[] Hash(string cle) => SHA256.HashData(Encoding.ASCII.GetBytes(cle));

    /// <summary>It may be one: anything else needn't be looked up.</summary>
    public static bool HasForm(string? cle) => cle is { Length: < Longest } && cle.StartsWith(Prefixe, StringComparison.Ordinal);
}
