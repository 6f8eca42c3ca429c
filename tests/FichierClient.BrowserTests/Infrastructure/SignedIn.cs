using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.Web.Account;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace FichierClient.BrowserTests.Infrastructure;

/// <summary>People who sign in: accounts of an organisation's members, and the way through the sign-in page.</summary>
public static class SignedIn
{
    public const string Password = "un mot de passe assez long";

    /// <summary>An account with a role in the organisation, made as the operator makes one.</summary>
    /// <returns>Its address.</returns>
    public static async Task<string> AddAccountAsync(this WebProgram program, Guid organisationId, Role role = Role.Administrateur, string? email = null)
    {
        email ??= $"{role}-{Guid.NewGuid():N}@essai.test".ToLowerInvariant();
        await using var scope = program.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountCreation>()
            .EnsureMembreAsync(organisationId, email, $"Camille {role}", role, Password, TestContext.Current.CancellationToken);
        return email;
    }

    /// <summary>An organisation and one account in it, signed in on this page; leads to the start page.</summary>
    public static async Task<TestOrganisation> SignInAsync(this IPage page, WebProgram program, Role role = Role.Administrateur, string? slug = null)
    {
        var organisation = await program.Database.AddOrganisationAsync(slug ?? $"essai-{Guid.NewGuid():N}"[..20]);
        await page.SignInAsync(await program.AddAccountAsync(organisation.Id, role));
        return organisation;
    }

    public static async Task SignInAsync(this IPage page, string email, string password = Password)
    {
        await page.GotoAsync("/Account/Login");
        await page.GetByLabel("Adresse e-mail").FillAsync(email);
        await page.GetByLabel("Mot de passe", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter", Exact = true }).ClickAsync();
        await page.WaitAddressAsync(url => !url.Contains("/Account/Login", StringComparison.Ordinal));
    }
}
