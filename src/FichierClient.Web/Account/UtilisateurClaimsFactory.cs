using System.Security.Claims;
using FichierClient.Application.Identity;
using FichierClient.Application.Organisations;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FichierClient.Web.Account;

/// <summary>Builds the cookie's content: the name to show, and the organisation last worked in when the person still is in it.</summary>
public sealed class UtilisateurClaimsFactory(UserManager<Utilisateur> users, IOptions<IdentityOptions> options, Memberships memberships)
    : UserClaimsPrincipalFactory<Utilisateur>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Utilisateur user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (identity.FindFirst(identity.NameClaimType) is { } login) identity.RemoveClaim(login);
        identity.AddClaim(new Claim(identity.NameClaimType, user.NomAffiche));
        identity.AddClaim(new Claim(SessionClaims.Email, user.Email ?? ""));
        var organisations = await memberships.ListAsync(user.Id);
        if (organisations.Count > 0)
            Enter(identity, organisations.FirstOrDefault(o => o.TenantId == user.DerniereOrganisationId) ?? organisations[0]);
        return identity;
    }

    /// <summary>
    /// Each minute the cookie is written anew from the account. It keeps its own organisation, whatever another browser of
    /// the same person chose meanwhile, as long as the membership stands.
    /// </summary>
    public static async Task KeepOrganisationAsync(SecurityStampRefreshingPrincipalContext context, Memberships memberships)
    {
        if (context is not { CurrentPrincipal: { } current, NewPrincipal.Identity: ClaimsIdentity identity }
            || current.OrganisationId() is not { } organisationId || current.UtilisateurId() is not { } utilisateurId)
            return;
        var kept = (await memberships.ListAsync(utilisateurId)).FirstOrDefault(o => o.TenantId == organisationId);
        if (kept is not null) Enter(identity, kept);
    }

    private static void Enter(ClaimsIdentity identity, Appartenance organisation)
    {
        foreach (var claim in identity.FindAll(c => c.Type is SessionClaims.Organisation or SessionClaims.Membre).ToList()) identity.RemoveClaim(claim);
        identity.AddClaim(new Claim(SessionClaims.Organisation, organisation.TenantId.ToString()));
        identity.AddClaim(new Claim(SessionClaims.Membre, organisation.MembreId.ToString()));
    }
}
