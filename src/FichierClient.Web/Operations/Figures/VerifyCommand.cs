using System.CommandLine;
using System.Globalization;
using FichierClient.Application.Figures;
using FichierClient.Application.Organisations;

namespace FichierClient.Web.Operations.Figures;

/// <summary>Compares the stored figures with the ledger.</summary>
internal sealed class VerifyCommand : OperatorCommand
{
    private readonly Option<string> organisation = new("--organisation") { Description = "The organisation's slug.", Required = true };
    private readonly Option<DateOnly?> at = new("--at")
    {
        Description = "Last day of the windows, as 2021-06-30. Default: today in the organisation's time zone.",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            result.AddError($"--at: '{result.Tokens[0].Value}' is not a day as 2021-06-30.");
            return null;
        },
    };

    public VerifyCommand() : base("verify", "Recomputes an organisation's figures from its ventes alone and compares the stored ones with them.")
    {
        Options.Add(organisation);
        Options.Add(at);
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var slug = context.Arguments.GetRequiredValue(organisation);
        var tenant = await context.Services.GetRequiredService<OrganisationsBySlug>().FindAsync(slug, cancellationToken)
            ?? throw new OperatorException(ExitCodes.Refused, $"No organisation has the slug '{slug}'.");
        var figures = await context.Services.GetRequiredService<VerifyFigures>().RunAsync(tenant, context.Arguments.GetValue(at), cancellationToken);
        context.Answer(figures, Describe(figures));
        return figures.Differences.Count == 0 ? ExitCodes.Done : ExitCodes.Differences;
    }

    private static string Describe(FiguresVerifiees f) => string.Create(CultureInfo.InvariantCulture, $"""
        {f.Entreprises} entreprises, {f.Contacts} contacts, {f.Ventes} ventes that count
        CA 12 mois to {f.Au:yyyy-MM-dd}: {f.Ca12Mois:N2}   the 12 before: {f.Ca12MoisPrecedents:N2}
        {(f.Differences.Count == 0 ? "The stored figures equal the ledger." : $"{f.Differences.Count} stored figure(s) differ from the ledger:")}{string.Concat(f.Differences.Select(d => $"\n  {d.Figure} {d.Cle}: stored {d.Stocke}, ledger {d.Attendu}"))}
        """);
}
