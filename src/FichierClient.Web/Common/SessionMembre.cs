using System.Security.Claims;
using FichierClient.Application.Common;
using FichierClient.Application.Organisations;
using FichierClient.Web.Account;
using Microsoft.AspNetCore.Components.Authorization;

namespace FichierClient.Web.Common;

/// <summary>
/// Who acts on this page: the signed-in account as a member of its active organisation. Pages hand
/// <see cref="ActeurAsync"/> to the use cases. Read from the session and checked in the database each time (kept ten
/// seconds), so a withdrawn member gets nothing although its page is still open.
/// </summary>
public sealed class SessionMembre(AuthenticationStateProvider authentication, ActeurSource acteurs, GetOrganisation getOrganisation)
{
    private OrganisationDetails? organisation;

    /// <summary>The member who acts.</summary>
    /// <exception cref="SessionEndedException">Nobody is signed in, or the membership was withdrawn.</exception>
    public async Task<Acteur> ActeurAsync(CancellationToken cancellationToken = default) =>
        await FindAsync(cancellationToken) ?? throw new SessionEndedException();

    /// <summary>The member who acts, or null when the session or the membership ended.</summary>
    public async Task<Acteur?> FindAsync(CancellationToken cancellationToken = default) =>
        await FindAsync((await authentication.GetAuthenticationStateAsync()).User, cancellationToken);

    /// <summary>The same outside of components, for endpoints: they have their request's user.</summary>
    public async Task<Acteur?> FindAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        if (user.UtilisateurId() is not { } utilisateurId || user.OrganisationId() is not { } tenantId || user.MembreId() is not { } membreId) return null;
        var acteur = await acteurs.CurrentAsync(tenantId, membreId, cancellationToken);
        return acteur?.UtilisateurId == utilisateurId ? acteur : null;
    }

    /// <summary>Name, zone and currency of the active organisation, read once a page.</summary>
    public async Task<OrganisationDetails> OrganisationAsync(CancellationToken cancellationToken = default) =>
        organisation ??= (await getOrganisation.RunAsync(await ActeurAsync(cancellationToken), new GetOrganisationRequest(), cancellationToken)).Value;

    /// <summary>Forgets what <see cref="OrganisationAsync"/> read, after the settings changed.</summary>
    public void ForgetOrganisation() => organisation = null;
}

/// <summary>The session or the membership ended while a page was open; the frame leads to the sign-in page.</summary>
public sealed class SessionEndedException() : InvalidOperationException("The session or the membership ended.");
