using System.Net;
using System.Net.Sockets;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>How the program speaks to connected systems.</summary>
/// <param name="AdressesPrivees">The operator's own network may be called, and this machine over http: nobody else's addresses are private to it.</param>
public sealed record ReglagesConnecteurs(bool AdressesPrivees = false)
{
    /// <summary>From the first byte to the last; a system that does more work than this answers first and works then.</summary>
    public TimeSpan Attente { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The public address of this program, which notices name as the place of acknowledgements; null: they name the path alone.</summary>
    public Uri? Ici { get; init; }

    /// <summary>Where a system acknowledges what it was told of.</summary>
    public string AccuseUrl(Guid reference) => $"{Ici?.GetLeftPart(UriPartial.Authority)}/v1/demandes/{reference:N}/accuse";

    /// <summary>Whether notices may be posted there. Names are looked at again when they are called, each time.</summary>
    public bool MayCall(string? adresse)
    {
        if (!Uri.TryCreate(adresse, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0) return false;
        if (uri.Scheme != Uri.UriSchemeHttps && !(AdressesPrivees && uri is { IsLoopback: true } && uri.Scheme == Uri.UriSchemeHttp)) return false;
        return AdressesPrivees || !(IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) ? IsPrivate(ip) : uri.IsLoopback);
    }

    /// <summary>An address that isn't everybody's: this machine, a local network, a link, carriers' and transition ranges, multicast (RFC 6890).</summary>
    public static bool IsPrivate(IPAddress adresse)
    {
        var ip = adresse.IsIPv4MappedToIPv6 ? adresse.MapToIPv4() : adresse;
        if (IPAddress.IsLoopback(ip)) return true;
        var b = ip.GetAddressBytes();
        if (ip.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // Only what is globally routed, 2000::/3, and of it neither 6to4, Teredo nor documentation: they hide an IPv4 address or lead nowhere.
            return (b[0] & 0xE0) != 0x20 || (b[0] == 0x20 && b[1] == 0x02) || (b[0] == 0x20 && b[1] == 0x01 && b[2] < 0x02) || (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0D && b[3] == 0xB8);
        }

        return b[0] is 0 or 10 or 127 or >= 224 || (b[0] == 100 && b[1] is >= 64 and < 128) || (b[0] == 169 && b[1] == 254) || (b[0] == 172 && b[1] is >= 16 and < 32)
            || (b[0] == 192 && (b[1] == 168 || (b[1] == 0 && b[2] is 0 or 2) || (b[1] == 88 && b[2] == 99))) || (b[0] == 198 && (b[1] is 18 or 19 || (b[1] == 51 && b[2] == 100))) || (b[0] == 203 && b[1] == 0 && b[2] == 113);
    }
}
