using System.Globalization;
using System.Text;
using FichierClient.Application.Identity;
using FichierClient.Application.Organisations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace FichierClient.Web.Account.Mail;

/// <summary>
/// The e-mails of accounts, each with one link, in the reader's language. Every method returns the link when demo mode
/// shows it on screen, else null.
/// </summary>
internal sealed class AccountMails(MailComposer composer, UserManager<Utilisateur> users, PublicLinks links, NavigationManager navigation)
{
    public async Task<string?> SendResetAsync(Utilisateur user)
    {
        var code = Encode(await users.GeneratePasswordResetTokenAsync(user));
        return composer.Send("Reset", user.Langue, user.NomAffiche, user.Email!, Link("Account/ResetPassword", ("email", user.Email!), ("code", code)));
    }

    public async Task<string?> SendConfirmationAsync(Utilisateur user)
    {
        var code = Encode(await users.GenerateEmailConfirmationTokenAsync(user));
        return composer.Send("Confirm", user.Langue, user.NomAffiche, user.Email!, Link("Account/ConfirmEmail", ("userId", user.Id.ToString()), ("code", code)));
    }

    /// <summary>To the new address: whoever reads it there is who it will belong to.</summary>
    public async Task<string?> SendEmailChangeAsync(Utilisateur user, string newEmail)
    {
        var code = Encode(await users.GenerateChangeEmailTokenAsync(user, newEmail));
        return composer.Send("Change", user.Langue, user.NomAffiche, newEmail, Link("Account/ConfirmEmailChange", ("userId", user.Id.ToString()), ("email", newEmail), ("code", code)));
    }

    /// <summary>In the language of who invites: the invited person has none yet.</summary>
    public string? SendInvitation(InvitationToSend invitation) => composer.Send(
        "Invitation", CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, "", invitation.Email,
        Link("Account/Invitation", ("code", invitation.Jeton)), invitation.InvitePar, invitation.Organisation);

    /// <summary>The token inside a link; null when it isn't one.</summary>
    public static string? Decode(string? code)
    {
        try
        {
            return code is null ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Encode(string token) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token));

    private string Link(string path, params (string, string)[] query) => links.To(navigation.BaseUri, path, query);
}
