using System.Globalization;
using System.Security.Claims;
using FichierClient.Application.Identity;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Common;
using Microsoft.AspNetCore.Identity;

namespace FichierClient.Web.Account;

/// <summary>What the holder of an invitation has to do.</summary>
internal enum InvitationKind
{
    /// <summary>Signed in with the invited address: accept.</summary>
    Accept,

    /// <summary>Signed in with another address: sign out first.</summary>
    OtherAccount,

    /// <summary>The address has an account: sign in first. The token proves the mailbox, so its holder may know.</summary>
    SignInFirst,
    NewAccount,
}

/// <summary>Accepting an invitation, with the account that is signed in or with a new one.</summary>
internal sealed class InvitationEntry(SignInManager<Utilisateur> signIn, AcceptInvitation accept, AccountCreation creation)
{
    private UserManager<Utilisateur> Users => signIn.UserManager;

    public async Task<InvitationKind> KindAsync(ClaimsPrincipal principal, string email)
    {
        if (await Users.GetUserAsync(principal) is { } user)
            return string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase) ? InvitationKind.Accept : InvitationKind.OtherAccount;
        return await Users.FindByEmailAsync(email) is null ? InvitationKind.NewAccount : InvitationKind.SignInFirst;
    }

    public async Task<IReadOnlyList<KeyValuePair<string, string>>> AcceptAsync(string code, HttpContext http)
    {
        if (await Users.GetUserAsync(http.User) is not { } user) return [new("", Messages.Get("Invitation_fermee"))];
        return await AcceptAsync(code, user, () => signIn.RefreshSignInAsync(user), http.RequestAborted);
    }

    public async Task<IReadOnlyList<KeyValuePair<string, string>>> CreateAndAcceptAsync(string code, string email, string nom, string password, HttpContext http)
    {
        if (await accept.FindAsync(code, http.RequestAborted) is not { } invitation || invitation.Email != email) return [new("", Messages.Get("Invitation_fermee"))];
        var (result, user) = await creation.CreateAsync(email, nom, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, password);
        if (!result.Succeeded) return [.. result.Errors.Select(e => new KeyValuePair<string, string>("Password", e.Description))];
        return await AcceptAsync(code, user, () => signIn.SignInAsync(user, isPersistent: false), http.RequestAborted);
    }

    private async Task<IReadOnlyList<KeyValuePair<string, string>>> AcceptAsync(string code, Utilisateur user, Func<Task> enter, CancellationToken cancellationToken)
    {
        var outcome = await accept.RunAsync(code, user.Id, user.NomAffiche, user.Email!, cancellationToken);
        if (outcome.Refus is { } refus) return [new("", refus.Message)];
        user.DerniereOrganisationId = outcome.Value.TenantId;
        await Users.UpdateAsync(user);
        await enter();
        return [];
    }
}
