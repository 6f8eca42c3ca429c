using System.Text;
using FichierClient.Application.Identity;
using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace FichierClient.Web.Account;

/// <summary>The secret that an authenticator app shares with this program (TOTP, RFC 6238).</summary>
/// <param name="Secret">Base32.</param>
/// <param name="Account">Shown by the app.</param>
internal sealed record AuthenticatorKey(string Secret, string Account)
{
    private const string Issuer = "FichierClient";

    /// <summary>In groups of four, to type by hand.</summary>
    public string Grouped => string.Join(' ', Secret.ToLowerInvariant().Chunk(4).Select(c => new string(c)));

    /// <summary>The address that the QR code carries (Key URI format).</summary>
    public string Uri => $"otpauth://totp/{Issuer}:{System.Uri.EscapeDataString(Account)}?secret={Secret}&issuer={Issuer}&digits=6";

    public static async Task<AuthenticatorKey> OfAsync(SignInManager<Utilisateur> signIn, Utilisateur user)
    {
        var users = signIn.UserManager;
        if (await users.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } secret)
        {
            // A new key changes the security stamp: without a new cookie, opening the page would end the session.
            await users.ResetAuthenticatorKeyAsync(user);
            await signIn.RefreshSignInAsync(user);
            secret = (await users.GetAuthenticatorKeyAsync(user))!;
        }

        return new AuthenticatorKey(secret, user.Email!);
    }

    /// <summary>An SVG as a data address, for an img element.</summary>
    public string QrCode()
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(Uri, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(data);
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg.GetGraphic(4)));
    }
}
