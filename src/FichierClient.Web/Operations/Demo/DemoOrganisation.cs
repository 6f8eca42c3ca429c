using FichierClient.Domain.Organisations;
using FichierClient.Web.Account;
using FichierClient.Web.Operations.Organisations;

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

    /// <summary>Makes the organisation and its accounts when they are missing; true when the organisation was made now.</summary>
    public static async Task<bool> EnsureAsync(CommandContext context, string slug, CancellationToken cancellationToken)
    {
        var owner = context.Database.Connections.RequireOwner();
        var existing = await OrganisationCreation.FindAsync(owner, slug, cancellationToken);
        if (existing is not null)
        {
            return false;
        }

        var clock = context.Services.GetRequiredService<TimeProvider>();
        var made = await OrganisationCreation.CreateAsync(
            owner, slug, slug == Slug ? "Démonstration SARL" : $"Démonstration {slug}", demo: true, clock, cancellationToken);
        await using var scope = context.Services.CreateAsyncScope();
        var creation = scope.ServiceProvider.GetRequiredService<AccountCreation>();
        foreach (var account in Accounts)
        {
            await creation.EnsureMembreAsync(made.Id, account.Email, account.Nom, account.Role, Password, cancellationToken);
        }

        return true;
    }
}
