using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FichierClient.Application.Organisations;

/// <summary>The secret of an invitation's link: 256 random bits, of which only the SHA-256 is stored.</summary>
public static class JetonInvitation
{
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string jeton) => SHA256.HashData(Encoding.UTF8.GetBytes(jeton));
}
