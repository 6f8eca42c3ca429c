using System.Security.Claims;
using FichierClient.Application.Common;
using FichierClient.Application.Identity;
using FichierClient.Application.Organisations;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FichierClient.Web.Account;

/// <summary>
/// Asks twice a minute whether the person behind an open page may still be there: the account's security stamp (sign out
/// everywhere, new password) and the membership. When not, the page becomes nobody's and the frame leaves it. While the
/// database doesn't answer nobody is sent away, with what is being typed: each use case asks the membership again before it reads.
/// </summary>
internal sealed class RevalidatingSession(
    ILoggerFactory loggers, IServiceScopeFactory scopes, ActeurSource acteurs, IOptions<IdentityOptions> identity, IOptions<SecurityStampValidatorOptions> stamps)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => stamps.Value.ValidationInterval;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        MayStayAsync(authenticationState.User, cancellationToken);

    internal async Task<bool> MayStayAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        try
        {
            return await IsStillThereAsync(principal, cancellationToken);
        }
        catch (Exception error) when (DbFailures.MayPass(error))
        {
            return true;
        }
    }

    private async Task<bool> IsStillThereAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        // A scope of its own: the page's own user manager would answer from what it already tracks.
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Utilisateur>>();
        if (await users.GetUserAsync(principal) is not { } user
            || await users.GetSecurityStampAsync(user) != principal.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType))
            return false;
        return principal.OrganisationId() is not { } tenantId || principal.MembreId() is not { } membreId
            || await acteurs.CurrentAsync(tenantId, membreId, cancellationToken) is not null;
    }
}
