using System.CommandLine;
using System.Globalization;
using FichierClient.Application.Exports.Organisation;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using Npgsql;

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
        var (zip, proof) = await PrepareAsync(folder, name);
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
        try
        {
            return await EndAsync(context, tenant, owner, (name, zip, proof), cancellationToken);
        }
        catch (Exception error) when (error is not OperatorException)
        {
            throw await AfterAsync(context, (name, zip, proof), error);
        }
    }

    private static async Task<int> EndAsync(CommandContext context, Guid tenant, string owner, (string Name, string Zip, string Proof) to, CancellationToken cancellationToken)
    {
        var fin = context.Services.GetRequiredService<FinOrganisation>();
        var remis = await fin.HandOverAsync(tenant, to.Zip, cancellationToken);
        context.Remarks.WriteLine($"{to.Zip} holds {remis.Organisation.Nom} as a whole and was read back: every entry is as its manifest says.");
        var (certificat, fichier) = await fin.EndAsync(owner, remis, to.Zip, cancellationToken);
        await WriteAsync(context, to.Proof, fichier);
        context.Answer(new { certificat.Organisation, Slug = to.Name, certificat.Nom, certificat.Lignes, certificat.Tombe, certificat.SauvegardesJusquAu, to.Zip, Certificat = to.Proof }, string.Create(CultureInfo.InvariantCulture,
            $"{certificat.Nom} is deleted: {certificat.Lignes} rows of {certificat.Tables.Count} tables, entry {certificat.Tombe} of the journal.\nBackups hold it until {certificat.SauvegardesJusquAu:yyyy-MM-dd}; one that is restored loses it again.\nTo hand over: {to.Zip}\nCertificate: {to.Proof}\nAccounts that open no organisation any more are told and deleted in time."));
        return ExitCodes.Done;
    }

    /// <summary>What is true after a failure, as the database says it.</summary>
    private static async Task<OperatorException> AfterAsync(CommandContext context, (string Name, string Zip, string Proof) to, Exception error)
    {
        switch (await IsThereAsync(context, to.Name))
        {
            case null:
                return new OperatorException(ExitCodes.Failed, $"Whether {to.Name} was deleted isn't known, the database doesn't answer: {error.Message} Keep {to.Zip}; the next start of the program tells.", error);
            case false when error is OrganisationRefuseeException:
                Forget(to);
                return new OperatorException(ExitCodes.Refused, $"Another run of this command deleted {to.Name} meanwhile and has its ZIP and its certificate. This one deleted nothing, {to.Zip} is gone.", error);
            case false:
                return new OperatorException(ExitCodes.Failed, $"{to.Name} is deleted, but its certificate couldn't be made: {error.Message} To hand over: {to.Zip}", error);
            default:
                Forget(to);
                return new OperatorException(error is OrganisationRefuseeException or JobRefusedException ? ExitCodes.Refused : error is OperationCanceledException ? ExitCodes.Interrupted : ExitCodes.Failed,
                    $"{error.Message} Nothing was deleted: {to.Name} is there as before, {to.Zip} is gone.", error);
        }
    }

    /// <summary>Whole or half, it would be one more copy of everything, and in the way of the next try.</summary>
    private static void Forget((string Name, string Zip, string Proof) to)
    {
        File.Delete(to.Zip);
        File.Delete(to.Proof);
    }

    /// <summary>The folder, and the certificate's file: a place that can't be written to is found out before anything is deleted.</summary>
    private static async Task<(string Zip, string Proof)> PrepareAsync(DirectoryInfo folder, string name)
    {
        var (zip, proof) = (Path.Combine(folder.FullName, $"{name}.zip"), Path.Combine(folder.FullName, $"fin-{name}.json"));
        if (File.Exists(zip) || File.Exists(proof)) throw new OperatorException(ExitCodes.Usage, $"{folder.FullName} holds {name}.zip or fin-{name}.json: name another folder. Nothing was changed.");
        try
        {
            // A whole organisation: for the operator's own account alone.
            if (OperatingSystem.IsWindows()) folder.Create();
            else Directory.CreateDirectory(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var made = new FileStream(proof, options);
            return (zip, proof);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException(ExitCodes.Usage, $"{folder.FullName} can't be written to: {error.Message} Nothing was changed.", error);
        }
    }

    /// <summary>The organisation is gone: its certificate is said where it can't be kept, for it can't be made again.</summary>
    private static async Task WriteAsync(CommandContext context, string proof, string fichier)
    {
        try
        {
            await File.WriteAllTextAsync(proof, fichier, CancellationToken.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            context.Remarks.WriteLine($"The certificate couldn't be written to {proof} ({error.Message}). Keep this:\n{fichier}");
        }
    }

    /// <returns>Null: nobody can say.</returns>
    private static async Task<bool?> IsThereAsync(CommandContext context, string name)
    {
        try
        {
            return await context.Services.GetRequiredService<OrganisationsBySlug>().FindAsync(name, CancellationToken.None) is not null;
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }
}
