using System.CommandLine;
using FichierClient.Application.Exports.Organisation;
using FichierClient.Domain.Organisations;

namespace FichierClient.Web.Operations.Organisations;

/// <summary>Loads a whole organisation that another installation wrote as a ZIP. Only the owner of the database makes organisations, so it has no screen.</summary>
internal sealed class ImportOrganisationCommand : OperatorCommand
{
    private readonly Argument<FileInfo> file = new("FILE") { Description = "The ZIP of the organisation (Paramètres, Exports, of the other installation)." };
    private readonly Option<string> slug = new("--slug")
    {
        Required = true,
        Description = "Its short name here: lower-case letters, digits, hyphens; 2 to 40 characters.",
    };
    private readonly Option<string?> cle = new("--cle")
    {
        Description = "The print of the key that must have signed the file, as the other installation's page of exports shows it. Another one is refused.",
    };

    public ImportOrganisationCommand() : base("import-organisation", "Loads a whole organisation, as a new one, all of it or nothing.")
    {
        Arguments.Add(file);
        Options.Add(slug);
        Options.Add(cle);
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (source, name) = (context.Arguments.GetRequiredValue(file), context.Arguments.GetRequiredValue(slug));
        if (!source.Exists) throw new OperatorException(ExitCodes.Usage, $"{source.FullName} isn't there. Nothing was changed.");
        if (!Organisation.IsSlug(name)) throw new OperatorException(ExitCodes.Usage, "--slug takes lower-case letters, digits and hyphens, 2 to 40 characters. Nothing was changed.");
        try
        {
            await using var content = source.OpenRead();
            await using var lecture = await LectureOrganisation.OpenAsync(content, cancellationToken);
            if (context.Arguments.GetValue(cle) is { Length: > 0 } wanted && !wanted.Equals(lecture.Signataire, StringComparison.OrdinalIgnoreCase))
                throw new OperatorException(ExitCodes.Refused, $"The file was signed by the key {lecture.Signataire}, not by {wanted}. Nothing was changed.");
            context.Remarks.WriteLine($"{lecture.Manifeste.Organisation.Nom}, written on {lecture.Manifeste.FaitLe:yyyy-MM-dd}, signed by the key {lecture.Signataire}: every entry is as its manifest says.");
            var loaded = await context.Services.GetRequiredService<ChargementOrganisation>().LoadAsync(context.Database.Connections.RequireOwner(), lecture, name, cancellationToken);
            context.Answer(loaded, Describe(loaded));
            return ExitCodes.Done;
        }
        catch (OrganisationRefuseeException refused)
        {
            throw new OperatorException(ExitCodes.Refused, $"{refused.Message} Nothing was changed.", refused);
        }
    }

    private static string Describe(OrganisationChargee o) => $"""
        Organisation {o.Slug} ({o.Nom}) is there: {o.Lignes} rows, its figures equal the ledger.
        {o.Retrouves} member(s) have an account here. {o.Invites.Count} account(s) were made without a password: "Mot de passe oublié" opens them.{string.Concat(o.Invites.Select(i => $"\n  {i}"))}
        {(o.Rejouees == 0 ? "This installation's journal has nothing of it that is younger than the file." : $"{o.Rejouees} entries of this installation's journal that are younger than the file were done again: who was erased or objected since stays so.")}
        Copy the folder of keys again: the organisation's list of objections brought its own.
        """;
}
