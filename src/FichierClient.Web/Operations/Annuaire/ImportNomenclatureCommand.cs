using System.CommandLine;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Insee;
using FichierClient.Application.Organisations;

namespace FichierClient.Web.Operations.Annuaire;

/// <summary>Loads a list of INSEE for an organisation, as its administrator can under Paramètres, Nomenclatures.</summary>
internal sealed class ImportNomenclatureCommand : OperatorCommand
{
    private readonly Argument<FileInfo> file = new("FILE") { Description = "INSEE's file (CSV, XLSX or ODS): NAF rév. 2 or NAF 2025 sub-classes, catégories juridiques (niveau III) or communes (COG)." };
    private readonly Option<string> organisation = new("--organisation") { Required = true, Description = "The organisation's slug." };

    public ImportNomenclatureCommand() : base("import-nomenclature", "Loads a list of INSEE, whose labels then stand beside the codes of an organisation's entreprises. A list that was there is replaced.")
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
            await using var db = context.Services.GetRequiredService<AppDbContextFactory>().Open(tenant);
            var loaded = await ChargementNomenclature.RunAsync(db, () => source.OpenRead(), cancellationToken);
            context.Answer(new { list = loaded.Liste.ToString(), labels = loaded.Libelles }, $"{loaded.Liste}: {loaded.Libelles} label(s) loaded for {slug}.");
            return ExitCodes.Done;
        }
        catch (UnreadableFileException refused)
        {
            throw new OperatorException(ExitCodes.Refused, refused.Message, refused);
        }
    }
}
