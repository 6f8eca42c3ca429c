using FichierClient.Application.Identity;
using Microsoft.AspNetCore.Identity;

namespace FichierClient.Web.Account;

/// <summary>The account of the request, on pages that only signed-in people reach.</summary>
internal sealed class CurrentAccount(UserManager<Utilisateur> users)
{
    /// <exception cref="InvalidOperationException">The account was removed while its cookie still lives, for half a minute at most.</exception>
    public async Task<Utilisateur> GetAsync(HttpContext http) =>
        await users.GetUserAsync(http.User) ?? throw new InvalidOperationException("The signed-in account no longer exists.");
}
