using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using Microsoft.AspNetCore.Authorization;

namespace FichierClient.Web.Account;

/// <summary>On a page: the role must allow this, as the use case behind it asks again.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequiresAttribute(Permission permission) : AuthorizeAttribute(Droits.NameOf(permission))
{
    public Permission Permission { get; } = permission;
}

/// <summary>The signed-in account is a member of its active organisation, with this permission when one is named.</summary>
internal sealed record MembreRequirement(Permission? Permission) : IAuthorizationRequirement;

internal sealed class MembreHandler(ActeurSource acteurs) : AuthorizationHandler<MembreRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, MembreRequirement requirement)
    {
        if (context.User.UtilisateurId() is { } utilisateurId && context.User.OrganisationId() is { } tenantId && context.User.MembreId() is { } membreId
            && await acteurs.CurrentAsync(tenantId, membreId, CancellationToken.None) is { } acteur && acteur.UtilisateurId == utilisateurId
            && (requirement.Permission is not { } permission || acteur.Allows(permission)))
            context.Succeed(requirement);
    }
}

/// <summary>Policies of pages: one a permission (its public name), and two without.</summary>
public static class AccountPolicies
{
    /// <summary>Signed in, member of an organisation or not: pages of one's own account.</summary>
    public const string Compte = "compte";

    internal static void Configure(AuthorizationOptions options)
    {
        // Whatever says nothing is for members: forgetting an attribute opens nothing.
        options.DefaultPolicy = Membre(null);
        options.FallbackPolicy = Membre(null);
        options.AddPolicy(Compte, policy => policy.RequireAuthenticatedUser());
        foreach (var permission in Enum.GetValues<Permission>()) options.AddPolicy(Droits.NameOf(permission), Membre(permission));
    }

    private static AuthorizationPolicy Membre(Permission? permission) =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new MembreRequirement(permission)).Build();
}
