using System.CommandLine;
using System.Diagnostics;
using FichierClient.Application.Demo;

namespace FichierClient.Web.Operations.Demo;

/// <summary>Fills an organisation with made-up data of any size.</summary>
internal sealed class DemoCommand : OperatorCommand
{
    private readonly Option<string> organisation = new("--organisation")
    {
        Description = $"The organisation's slug; it is made when it is missing. Default: {DemoOrganisation.Slug}",
        DefaultValueFactory = _ => DemoOrganisation.Slug,
    };
    private readonly Option<int> entreprises = Count("--entreprises", $"How many entreprises. Default: {DemoSize.Small.Entreprises}");
    private readonly Option<int?> contacts = Optional("--contacts", "How many contacts. Default: two an entreprise and a quarter");
    private readonly Option<int?> ventes = Optional("--ventes", $"How many ventes over {DemoSize.Annees} years. Default: fifteen an entreprise");
    private readonly Option<int> seed = new("--seed") { Description = "The same seed on the same day makes the same file.", DefaultValueFactory = _ => DemoSize.Small.Seed };

    public DemoCommand() : base("demo", "Fills an organisation with made-up data; it must have no entreprise yet.")
    {
        foreach (var option in new Option[] { organisation, entreprises, contacts, ventes, seed }) Options.Add(option);
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var owner = context.Database.Connections.RequireOwner();
        var slug = context.Arguments.GetValue(organisation)!;
        var count = context.Arguments.GetValue(entreprises);
        var size = new DemoSize(
            count, context.Arguments.GetValue(contacts) ?? count * 9 / 4, context.Arguments.GetValue(ventes) ?? count * 15, context.Arguments.GetValue(seed));
        var tenant = await DemoOrganisation.EnsureAsync(context.Services, owner, slug, cancellationToken);
        var watch = Stopwatch.StartNew();
        if (!await context.Services.GetRequiredService<DemoFilling>().FillAsync(owner, tenant, size, cancellationToken))
        {
            throw new OperatorException(ExitCodes.Refused, $"Organisation {slug} already has entreprises (or they are in its trash). Nothing was changed.");
        }

        context.Answer(
            new { organisation = slug, id = tenant, size.Entreprises, size.Contacts, size.Ventes, size.Seed, seconds = Math.Round(watch.Elapsed.TotalSeconds, 1) },
            $"Organisation {slug}: {size.Entreprises} entreprises, {size.Contacts} contacts, {size.Ventes} ventes, in {watch.Elapsed.TotalSeconds:0.0} s.");
        return ExitCodes.Done;
    }

    private static Option<int> Count(string name, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => DemoSize.Small.Entreprises };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError($"{name} must be 1 or more.");
        });
        return option;
    }

    private static Option<int?> Optional(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 0) result.AddError($"{name} must not be negative.");
        });
        return option;
    }
}
