using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Violations;
using FichierClient.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Web.Operations.Rgpd;

/// <summary>The host tells organisations of a breach (RGPD art. 33(2)): each has its entry, its own 72 hours and an e-mail to its DPO.</summary>
internal sealed class NotifyBreachCommand : OperatorCommand
{
    private readonly Option<string> incident = new("--incident") { Required = true, Description = "The host's own reference of the incident. Told again under it, nothing is entered twice." };
    private readonly Option<string> title = new("--title") { Required = true, Description = "What happened, in a line." };
    private readonly Option<string> text = new("--text") { Required = true, Description = "What is known: the DPO reads it in the e-mail and in the register." };
    private readonly Option<string> host = new("--host") { Required = true, Description = "Who tells: the name of the processor." };
    private readonly Option<DateTimeOffset?> since = new("--since") { Description = "Since when it lasts, as 2026-11-30T08:15:00+01:00, if that is known." };
    private readonly Option<string[]> slugs = new("--slug") { AllowMultipleArgumentsPerToken = true, Description = "The organisations that are concerned." };
    private readonly Option<bool> all = new("--all") { Description = "Every organisation of this installation." };

    public NotifyBreachCommand() : base("notify-breach", "Tells organisations of a breach at their processor: an entry in each register, with its own clock, and an e-mail to each DPO.")
    {
        foreach (var option in (Option[])[incident, title, text, host, since, slugs, all]) Options.Add(option);
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var told = Read(context);
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
        var done = new List<SignalementFait>();
        var failed = new List<Guid>();
        foreach (var tenant in await TenantsAsync(context, cancellationToken))
        {
            try
            {
                done.Add(await context.Services.GetRequiredService<SignalementHebergeur>().TellAsync(tenant, told, cancellationToken));
            }
            catch (Exception error) when (error is DbException or DbUpdateException or DomainException)
            {
                // The others are told all the same: their clocks run.
                context.Remarks.WriteLine($"Organisation {tenant} was not told: {error.Message}");
                failed.Add(tenant);
            }
        }

        context.Answer(new { told.Incident, organisations = done, failed }, string.Join('\n', [.. done.Select(Describe), .. failed.Select(f => $"{f}: NOT told, run the command again.")]));
        return failed.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    /// <exception cref="OperatorException">Something is empty, too long for a register's field, or not over yet.</exception>
    private IncidentHebergeur Read(CommandContext context)
    {
        string Given(Option<string> option, int longest) => context.Arguments.GetRequiredValue(option).Trim() switch
        {
            { Length: 0 } => throw new OperatorException(ExitCodes.Usage, $"{option.Name} is empty. Nobody was told."),
            { Length: var length } when length > longest => throw new OperatorException(ExitCodes.Usage, $"{option.Name} has {length} characters, at most {longest} fit. Nobody was told."),
            var value => value,
        };
        var began = context.Arguments.GetValue(since)?.ToUniversalTime();
        if (began > context.Services.GetRequiredService<TimeProvider>().GetUtcNow()) throw new OperatorException(ExitCodes.Usage, "--since is still to come. Nobody was told.");
        return new IncidentHebergeur(Given(incident, ViolationSaisieValidator.Court), Given(title, ViolationSaisieValidator.Court), Given(text, ViolationSaisieValidator.Long), began, Given(host, ViolationSaisieValidator.Court));
    }

    private async Task<IReadOnlyList<Guid>> TenantsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (every, named) = (context.Arguments.GetValue(all), context.Arguments.GetValue(slugs) ?? []);
        if (every == named.Length > 0) throw new OperatorException(ExitCodes.Usage, "Name organisations with --slug, or say --all. Nobody was told.");
        if (every)
        {
            await using var command = context.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select fichier_organisations()");
            return (Guid[])(await command.ExecuteScalarAsync(cancellationToken))!;
        }

        var found = new List<Guid>();
        // All of them first: a slug that is wrong must not leave some told and some not.
        foreach (var slug in named.Distinct())
            found.Add(await context.Services.GetRequiredService<OrganisationsBySlug>().FindAsync(slug, cancellationToken) ?? throw new OperatorException(ExitCodes.Refused, $"No organisation has the slug '{slug}'. Nobody was told."));
        return found;
    }

    private static string Describe(SignalementFait s) => s.DejaSignale
        ? $"{s.Organisation}: {s.Reference}, told before; nothing was done."
        : string.Create(CultureInfo.InvariantCulture, $"{s.Organisation}: {s.Reference}, to be notified until {s.Echeance.UtcDateTime:yyyy-MM-dd HH:mm} UTC; {s.Prevenus} e-mail(s) on their way.");
}
