using System.Security.Claims;

namespace FichierClient.Web.Account;

/// <summary>
/// What the cookie says beyond the account: the active organisation and the member there. The cookie is encrypted, and
/// both are checked against the membership in the database each time they are used.
/// </summary>
public static class SessionClaims
{
    public const string Organisation = "fc:organisation", Membre = "fc:membre", Email = "fc:email";

    public static Guid? OrganisationId(this ClaimsPrincipal user) => Read(user, Organisation);

    public static Guid? MembreId(this ClaimsPrincipal user) => Read(user, Membre);

    public static Guid? UtilisateurId(this ClaimsPrincipal user) => Read(user, ClaimTypes.NameIdentifier);

    private static Guid? Read(ClaimsPrincipal user, string type) =>
        user.Identity?.IsAuthenticated == true && Guid.TryParse(user.FindFirstValue(type), out var id) ? id : null;
}
