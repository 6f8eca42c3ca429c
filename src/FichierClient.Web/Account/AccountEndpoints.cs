using FichierClient.Application.Identity;
using FichierClient.Application.Organisations;
using FichierClient.Web.Door;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace FichierClient.Web.Account;

/// <summary>What the account pages post to that isn't a page. Forms are checked for antiforgery by their [FromForm] binding.</summary>
public static class AccountEndpoints
{
    public static WebApplication MapAccounts(this WebApplication app)
    {
        var account = app.MapGroup("/Account");
        account.MapPost("/Logout", LogoutAsync).AllowAnonymous();
        account.MapPost("/SwitchOrganisation", SwitchAsync).RequireAuthorization(AccountPolicies.Compte);
        account.MapPost("/PasskeyRequestOptions", PasskeyRequestAsync).AllowAnonymous().RequireRateLimiting(DoorLimits.Connexion);
        account.MapPost("/PasskeyCreationOptions", PasskeyCreationAsync).RequireAuthorization(AccountPolicies.Compte);
        return app;
    }

    private static async Task<IResult> LogoutAsync(SignInManager<Utilisateur> signIn, IFormCollection form)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect(form["returnUrl"].ToString() is { Length: > 0 } address ? AccountRedirects.Local(address) : "/Account/Login");
    }

    /// <summary>Enters another organisation of the account. The id comes from the browser, so the membership decides.</summary>
    private static async Task<IResult> SwitchAsync(
        HttpContext http, SignInManager<Utilisateur> signIn, Memberships memberships, IFormCollection form, CancellationToken cancellationToken)
    {
        var user = await signIn.UserManager.GetUserAsync(http.User);
        if (user is null || !Guid.TryParse(form["organisation"], out var chosen)
            || !(await memberships.ListAsync(user.Id, cancellationToken)).Any(o => o.TenantId == chosen))
            return Results.LocalRedirect("/Account/AccessDenied");
        user.DerniereOrganisationId = chosen;
        await signIn.UserManager.UpdateAsync(user);
        await signIn.RefreshSignInAsync(user);
        // Never back to the same page, whose record belongs to the organisation that was left; on to an address of the one that is entered.
        return Results.LocalRedirect(AccountRedirects.Local(form["returnUrl"]));
    }

    /// <summary>Asks for any passkey of this site: naming those of an account would tell that it exists.</summary>
    private static async Task<IResult> PasskeyRequestAsync(HttpContext http, SignInManager<Utilisateur> signIn, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return Results.BadRequest();
        return Results.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");
    }

    private static async Task<IResult> PasskeyCreationAsync(HttpContext http, SignInManager<Utilisateur> signIn, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return Results.BadRequest();
        if (await signIn.UserManager.GetUserAsync(http.User) is not { } user) return Results.NotFound();
        var entity = new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email!, DisplayName = user.NomAffiche };
        return Results.Content(await signIn.MakePasskeyCreationOptionsAsync(entity), "application/json");
    }
}
