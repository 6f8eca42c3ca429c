using System.CommandLine;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Account;

namespace FichierClient.Web.Operations.Organisations;

/// <summary>Makes an organisation and, with <c>--admin-email</c>, its first administrator.</summary>
internal sealed class CreateOrganisationCommand : OperatorCommand
{
    private readonly Option<string> slug = new("--slug")
    {
        Required = true,
        Description = "Short name in addresses and commands: lower-case letters, digits, hyphens; 2 to 40 characters.",
    };
    private readonly Option<string> nom = new("--nom") { Required = true, Description = "The name that people read." };
    private readonly Option<string?> adminEmail = new("--admin-email")
    {
        Description = "Address of the first administrator. A new account gets a link to choose its password, valid for two hours.",
    };
    private readonly Option<string?> adminNom = new("--admin-nom") { Description = "The administrator's name. Default: the address up to its @." };

    public CreateOrganisationCommand()
        : base("create-organisation", "Makes an organisation, empty, and its first administrator.")
    {
        Options.Add(slug);
        Options.Add(nom);
        Options.Add(adminEmail);
        Options.Add(adminNom);
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var owner = context.Database.Connections.RequireOwner();
        var clock = context.Services.GetRequiredService<TimeProvider>();
        var email = context.Arguments.GetValue(adminEmail)?.Trim();
        if (email is not null && !System.Net.Mail.MailAddress.TryCreate(email, out _))
        {
            throw new OperatorException(ExitCodes.Usage, "--admin-email isn't an e-mail address. Nothing was changed.");
        }

        var made = await OrganisationCreation.CreateAsync(
            owner, context.Arguments.GetValue(slug)!, context.Arguments.GetValue(nom)!, demo: false, clock, cancellationToken);
        var link = email is null ? null : await AddAdministratorAsync(context, made, email, cancellationToken);
        context.Answer(
            new { id = made.Id, slug = made.Slug, nom = made.Nom, adminEmail = email, passwordLink = link },
            $"Organisation {made.Slug} is there.{(link is null ? "" : $"\nTo choose the administrator's password, within two hours:\n{link}")}");
        return ExitCodes.Done;
    }

    /// <summary>The link by which a new account chooses its password; null for an account that was there already.</summary>
    private async Task<string?> AddAdministratorAsync(CommandContext context, Organisation organisation, string email, CancellationToken cancellationToken)
    {
        await using var scope = context.Services.CreateAsyncScope();
        var creation = scope.ServiceProvider.GetRequiredService<AccountCreation>();
        var name = context.Arguments.GetValue(adminNom) is { Length: > 0 } given ? given : email.Split('@')[0];
        var (_, isNew) = await creation.EnsureMembreAsync(organisation.Id, email, name, Role.Administrateur, null, cancellationToken);
        return isNew ? await FirstPasswordLink.CreateAsync(scope.ServiceProvider, context.App.Configuration, email) : null;
    }
}
