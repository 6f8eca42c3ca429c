using FichierClient.Application.Identity;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Account;
using FichierClient.Web.Operations.Organisations;
using Microsoft.AspNetCore.Identity;

namespace FichierClient.Web.Operations.Demo;

/// <summary>An account of the demo organisation.</summary>
internal sealed record DemoAccount(string Email, string Nom, Role Role);

/// <summary>The organisation that a newcomer tries the program in: one account per role, all with the same printed password.</summary>
internal static class DemoOrganisation
{
    public const string Slug = "demo";
    public const string Password = "Demo-2026-fichier";

    public static readonly IReadOnlyList<DemoAccount> Accounts =
    [
        new("admin@demo.fr", "Alice Administratrice", Role.Administrateur),
        new("responsable@demo.fr", "René Responsable", Role.Responsable),
        new("commercial@demo.fr", "Camille Commerciale", Role.Commercial),
        new("dpo@demo.fr", "Diane Déléguée", Role.Dpo),
        new("lecteur@demo.fr", "Luc Lecteur", Role.Lecteur),
    ];

    /// <summary>
    /// Makes the organisation and its accounts when they are missing, also those that a start which was killed left out.
    /// An account that is there keeps its password and its place. An organisation of real people gets no such account.
    /// </summary>
    /// <returns>The organisation's id.</returns>
    public static async Task<Guid> EnsureAsync(IServiceProvider services, string ownerConnection, string slug, CancellationToken cancellationToken)
    {
        var existing = await OrganisationCreation.FindAsync(ownerConnection, slug, cancellationToken);
        var id = existing ?? (await OrganisationCreation.CreateAsync(
            ownerConnection, slug, slug == Slug ? "Démonstration SARL" : $"Démonstration {slug}", demo: true, services.GetRequiredService<TimeProvider>(), cancellationToken)).Id;
        if (!await OrganisationCreation.IsDemoAsync(ownerConnection, id, cancellationToken))
        {
            return id;
        }

        await using var scope = services.CreateAsyncScope();
        var creation = scope.ServiceProvider.GetRequiredService<AccountCreation>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Utilisateur>>();
        foreach (var account in Accounts)
        {
            if (existing is null || await users.FindByEmailAsync(account.Email) is null)
            {
                await creation.EnsureMembreAsync(id, account.Email, account.Nom, account.Role, Password, cancellationToken);
            }
        }

        return id;
    }
}
