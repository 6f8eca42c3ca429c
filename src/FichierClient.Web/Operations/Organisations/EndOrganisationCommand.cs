using System.CommandLine;
using System.Globalization;
using FichierClient.Application.Exports.Organisation;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;

namespace FichierClient.Web.Operations.Organisations;

/// <summary>Ends a tenant's contract (RGPD art. 28(3)(g)): hands everything over, deletes it, certifies it.</summary>
internal sealed class EndOrganisationCommand : OperatorCommand
{
    private readonly Option<string> slug = new("--slug") { Required = true, Description = "The organisation." };
    private readonly Option<DirectoryInfo> to = new("--to") { Required = true, Description = "Folder for the ZIP that is handed over and the certificate." };
    private readonly Option<string?> confirm = new("--confirm") { Description = "The slug again: every row of this organisation is deleted for good." };

    public EndOrganisationCommand() : base("end-organisation", "Hands a whole organisation over as a ZIP, then deletes every row of it and certifies that. It can't be undone.")
    {
        foreach (var option in (Option[])[slug, to, confirm]) Options.Add(option);
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (name, folder, owner) = (context.Arguments.GetRequiredValue(slug), context.Arguments.GetRequiredValue(to), context.Database.Connections.RequireOwner());
        var tenant = await context.Services.GetRequiredService<OrganisationsBySlug>().FindAsync(name, cancellationToken) ?? throw new OperatorException(ExitCodes.Refused, $"No organisation has the slug '{name}'. Nothing was changed.");
        if (context.Arguments.GetValue(confirm) != name) throw new OperatorException(ExitCodes.Usage, $"This deletes every row of {name} for good. To do it, say --confirm {name}. Nothing was changed.");
        folder.Create();
        var (zip, proof) = (Path.Combine(folder.FullName, $"{name}.zip"), Path.Combine(folder.FullName, $"fin-{name}.json"));
        if (File.Exists(zip) || File.Exists(proof)) throw new OperatorException(ExitCodes.Usage, $"{folder.FullName} holds {name}.zip or fin-{name}.json: name another folder. Nothing was changed.");
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
        try
        {
            var fin = context.Services.GetRequiredService<FinOrganisation>();
            var remis = await fin.HandOverAsync(tenant, zip, cancellationToken);
            context.Remarks.WriteLine($"{zip} holds {remis.Organisation.Nom} as a whole and was read back: every entry is as its manifest says.");
            var (certificat, fichier) = await fin.EndAsync(owner, remis, zip, cancellationToken);
            await File.WriteAllTextAsync(proof, fichier, CancellationToken.None);
            context.Answer(new { certificat.Organisation, Slug = name, certificat.Nom, certificat.Lignes, certificat.Tombe, certificat.SauvegardesJusquAu, Zip = zip, Certificat = proof }, string.Create(CultureInfo.InvariantCulture,
                $"{certificat.Nom} is deleted: {certificat.Lignes} rows of {certificat.Tables.Count} tables, entry {certificat.Tombe} of the journal.\nBackups hold it until {certificat.SauvegardesJusquAu:yyyy-MM-dd}; one that is restored loses it again.\nTo hand over: {zip}\nCertificate: {proof}\nAccounts that open no organisation any more are told and deleted in time."));
            return ExitCodes.Done;
        }
        catch (Exception error) when (error is OrganisationRefuseeException or JobRefusedException)
        {
            throw new OperatorException(ExitCodes.Refused, $"{error.Message} Nothing was deleted.", error);
        }
    }
}
