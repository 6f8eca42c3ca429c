using System.CommandLine;
using System.Text;
using FichierClient.Application.Annuaire;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Common;

namespace FichierClient.Web.Operations.Annuaire;

/// <summary>Reads a stock file of Sirene for the entreprises of an organisation and proposes what differs; nothing is written to a record but its statut de diffusion.</summary>
internal sealed class ImportSireneCommand : OperatorCommand
{
    private readonly Argument<FileInfo> file = new("FILE") { Description = "StockUniteLegale, StockEtablissement or StockDoublons of INSEE, as CSV (unzipped)." };
    private readonly Option<string> organisation = new("--organisation") { Required = true, Description = "The organisation's slug." };

    public ImportSireneCommand() : base("import-sirene", "Compares an organisation's entreprises with a stock file of Sirene and proposes changes, to be reviewed under Entreprises, Sirene.")
    {
        Arguments.Add(file);
        Options.Add(organisation);
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (source, slug) = (context.Arguments.GetRequiredValue(file), context.Arguments.GetRequiredValue(organisation));
        if (!source.Exists) throw new OperatorException(ExitCodes.Usage, $"{source.FullName} isn't there. Nothing was changed.");
        var tenant = await context.Services.GetRequiredService<OrganisationsBySlug>().FindAsync(slug, cancellationToken)
            ?? throw new OperatorException(ExitCodes.Refused, $"No organisation has the slug '{slug}'.");
        try
        {
            using var text = new StreamReader(source.OpenRead(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1024 * 1024);
            var bilan = await context.Services.GetRequiredService<ExecutionSirene>().RunAsync(tenant, text, $"{Path.GetFileNameWithoutExtension(source.Name)}, {source.LastWriteTime:yyyy-MM-dd}", cancellationToken);
            context.Answer(bilan, $"{bilan.Genre}: {bilan.Lues} rows, {bilan.Connues} of them of the organisation; {bilan.Proposees} proposition(s) to review, {bilan.Partielles} statut(s) de diffusion changed."
                + (bilan.Jumelles == 0 ? "" : $" {bilan.Jumelles} number(s) that replace another stand on an entreprise already: merge the two."));
            return ExitCodes.Done;
        }
        catch (DomainException refused)
        {
            throw new OperatorException(ExitCodes.Refused, refused.Message, refused);
        }
    }
}
