using System.CommandLine;
using System.Globalization;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Rgpd;
using FichierClient.Web.Operations.Organisations;

namespace FichierClient.Web.Operations.Imports;

/// <summary>Imports a file as the page does: the same reading, matching and background job, worked off by this command itself.</summary>
internal sealed class ImportCommand : OperatorCommand
{
    private readonly Option<string> organisation = new("--organisation") { Required = true, Description = "The organisation's slug." };
    private readonly Option<string> kind = new("--kind") { Required = true, Description = "What a row is: entreprises, contacts, ventes or mixed (one flat file makes all three)." };
    private readonly Option<FileInfo> file = new("--file") { Required = true, Description = "The XLSX, ODS, CSV, TSV or vCard file; a text in any encoding." };
    private readonly Option<string?> feuille = new("--feuille") { Description = "The sheet of a workbook. Default: the first visible one with rows." };
    private readonly Option<string> source = new("--source") { Required = true, Description = "Exact name of where the data comes from (RGPD art. 14)." };
    private readonly Option<string> baseLegale = new("--base-legale")
    {
        Required = true,
        Description = "Legal basis: " + string.Join(", ", Enum.GetNames<BaseLegale>().Select(Words.Of)) + ".",
    };
    private readonly Option<string> partie = new("--partie")
    {
        DefaultValueFactory = _ => "nous",
        Description = "Who collected it: personne (0), nous (1), partenaire (2), tiers (3). Default: nous.",
    };
    private readonly Option<string?> preuve = new("--preuve") { Description = "With --partie partenaire or tiers: the contract, or the proof of collection, under which their data come. Asked once for each source." };
    private readonly Option<FileInfo?> mapping = new("--mapping") { Description = "JSON: {\"colonnes\":{\"Header\":\"entreprise.nom\"},\"dates\":\"jourMois\",\"decimales\":\"virgule\",\"regles\":{\"entreprise.email\":\"completer\"}}. Default: found from the headers." };
    private readonly Option<string?> dates = new("--dates") { Description = "For dates that can be read two ways: jourMois or moisJour." };
    private readonly Option<string?> decimales = new("--decimales") { Description = "For numbers that can be read two ways: virgule or point." };
    private readonly Option<string?> montants = new("--montants") { Description = "For invoices all lines of which have one amount: ligne (it is each line's) or facture (it is the invoice's, repeated)." };
    private readonly Option<string?> taxes = new("--taxes") { Description = "For amounts that nothing tells to be with or without tax: ht (taken without this option, and said) or ttc." };
    private readonly Option<decimal?> tauxTva = new("--taux-tva") { Description = "VAT rate in percent of ventes whose file tells none, to find HT in TTC." };
    private readonly Option<string?> avoirs = new("--avoirs") { Description = "For rows below zero that bear a facture's number: serie (an avoir with numbers of its own) or ligne (a line of the facture)." };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Say what the import would do with every row, write nothing." };
    private readonly Option<FileInfo?> refusedFile = new("--refused-file") { Description = "Where the refused rows go (original columns, line, reason). Default: in the data folder." };

    private readonly Option<string> lang = new("--lang") { DefaultValueFactory = _ => "fr", Description = "Language of the answers and of the reasons of refused rows: fr or en. Default: fr." };

    private ImportCommandRun? run;

    public ImportCommand() : base("import", "Imports entreprises, contacts or ventes from a workbook, a CSV file or vCards. Fields: " + string.Join(", ", ChampsImport.Tous.Select(c => c.Cle)) + ".")
    {
        foreach (var option in (Option[])[organisation, kind, file, feuille, source, baseLegale, partie, preuve, mapping, dates, decimales, montants, taxes, tauxTva, avoirs, dryRun, refusedFile, lang]) Options.Add(option);
        lang.AcceptOnlyFromAmong("fr", "en");
    }

    /// <inheritdoc />
    public override string WhenDatabaseIsLost => run?.IsStarted != true ? base.WhenDatabaseIsLost :
        "The database stopped while the import worked. The rows of its finished batches are in, and it is not over: a program that serves goes on with it by itself, and shows it under Imports. Don't start it again before it has ended there.";

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(context.Arguments.GetRequiredValue(lang) == "en" ? "en-GB" : "fr-FR");
        var request = Read(context);
        var tenant = await OrganisationCreation.FindAsync(context.Database.Connections.RequireOwner(), context.Arguments.GetRequiredValue(organisation), cancellationToken)
            ?? throw new OperatorException(ExitCodes.Refused, $"There is no organisation {context.Arguments.GetRequiredValue(organisation)}. Nothing was imported.");
        try
        {
            run = new ImportCommandRun(context, tenant, request);
            return await run.RunAsync(cancellationToken);
        }
        catch (Exception refusal) when (refusal is UnreadableFileException or DomainException)
        {
            throw new OperatorException(ExitCodes.Refused, refusal.Message, refusal);
        }
    }

    private ImportCommandRequest Read(CommandContext context)
    {
        var arguments = context.Arguments;
        var path = arguments.GetRequiredValue(file);
        if (!path.Exists) throw new OperatorException(ExitCodes.Usage, $"There is no file {path.FullName}.");
        var genre = arguments.GetRequiredValue(kind).ToLowerInvariant() switch
        {
            "mixed" or "mixte" => GenreImport.Mixte,
            var other => Words.Parse<GenreImport>(other, "--kind"),
        };
        var who = arguments.GetRequiredValue(partie);
        return new ImportCommandRequest(path, genre,
            new OrigineImport(arguments.GetRequiredValue(source), who is ['0' or '1' or '2' or '3'] ? (Partie)(who[0] - '0') : Words.Parse<Partie>(who, "--partie"), Words.Parse<BaseLegale>(arguments.GetRequiredValue(baseLegale), "--base-legale")) { Preuve = arguments.GetValue(preuve) },
            arguments.GetValue(mapping)?.FullName,
            new CorrespondanceImport
            {
                Dates = arguments.GetValue(dates) is { } order ? Words.Parse<OrdreDate>(order, "--dates") : null,
                Decimales = arguments.GetValue(decimales) is { } mark ? Words.Parse<SeparateurDecimal>(mark, "--decimales") : null,
                Montants = arguments.GetValue(montants) is { } whose ? Words.Parse<MontantsEgaux>(whose, "--montants") : null,
                Taxes = arguments.GetValue(taxes) is { } within ? Words.Parse<TaxesDuMontant>(within, "--taxes") : null,
                TauxTva = arguments.GetValue(tauxTva),
                Avoirs = arguments.GetValue(avoirs) is { } numbered ? Words.Parse<AvoirsMemeNumero>(numbered, "--avoirs") : null,
            },
            arguments.GetValue(dryRun), arguments.GetValue(refusedFile)?.FullName, arguments.GetValue(feuille));
    }
}

/// <summary>What the operator asked; of <c>Answers</c> what was given goes before the mapping's own.</summary>
internal sealed record ImportCommandRequest(
    FileInfo File, GenreImport Genre, OrigineImport Origine, string? MappingPath, CorrespondanceImport Answers, bool DryRun, string? RefusedFile, string? Feuille);

/// <summary>Enum values as words of a command line: <c>InteretLegitime</c> is <c>interet-legitime</c>, accents and case don't count.</summary>
internal static class Words
{
    public static string Of(string name) => string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));

    public static T Parse<T>(string word, string option) where T : struct, Enum
    {
        var key = ChampsImport.KeyOf(word);
        foreach (var value in Enum.GetValues<T>()) if (ChampsImport.KeyOf(value.ToString()) == key) return value;
        throw new OperatorException(ExitCodes.Usage, $"{option} takes {string.Join(", ", Enum.GetNames<T>().Select(Of))}; not '{word}'.");
    }
}
