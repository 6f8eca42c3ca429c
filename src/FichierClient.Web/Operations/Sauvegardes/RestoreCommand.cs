using System.CommandLine;
using System.Globalization;
using Npgsql;

namespace FichierClient.Web.Operations.Sauvegardes;

/// <summary>Puts a backup in the place of the database.</summary>
internal sealed class RestoreCommand : OperatorCommand
{
    private readonly Argument<FileInfo> file = new("file") { Description = "A file that backup wrote." };
    private readonly Option<bool> force = new("--force") { Description = "Also when the database isn't empty: it is kept under another name." };

    public RestoreCommand()
        : base("restore", "Puts a backup in the place of the database; the program must be stopped. At its next start it replays the erasures of the journal before it lets anyone in.")
    {
        Arguments.Add(file);
        Options.Add(force);
    }

    public override bool NeedsSchema => false;

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var path = context.Arguments.GetRequiredValue(file).FullName;
        var administrator = await BackupRole.RequireAsync(context, cancellationToken);
        var isEmpty = await IsEmptyAsync(administrator, cancellationToken);
        if (!isEmpty && !context.Arguments.GetValue(force))
        {
            throw new OperatorException(ExitCodes.Refused, "The database isn't empty. With --force it is replaced, and kept under another name. Nothing was changed.");
        }

        var now = context.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var side = await SideDatabase.CreateAsync(administrator, "restauration", now, cancellationToken);
        var entete = await Restauration.FillAsync(context, path, side, cancellationToken);
        var aside = await side.ReplaceAsync(now, cancellationToken);
        if (isEmpty) await SideDatabase.DropAsync(administrator, aside, cancellationToken);
        var kept = isEmpty ? null : aside;
        context.Answer(
            new { file = path, date = entete.Le, schema = entete.Schema, journal = entete.JournalSeq, kept },
            string.Create(CultureInfo.InvariantCulture, $"Restored the backup of {entete.Le:yyyy-MM-dd HH:mm} UTC. The next start replays the journal from entry {entete.JournalSeq + 1} on, then lets people in.")
            + (kept is null ? "" : $"\nThe database of before is kept as {kept}; when it isn't needed any more: drop database \"{kept}\""));
        return ExitCodes.Done;
    }

    /// <summary>No table yet, or no organisation.</summary>
    private static async Task<bool> IsEmptyAsync(string administrator, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(BackupRole.On(administrator, new NpgsqlConnectionStringBuilder(administrator).Database!));
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("select to_regclass('public.organisations') is not null", connection);
        if (!(bool)(await exists.ExecuteScalarAsync(cancellationToken))!) return true;
        await using var any = new NpgsqlCommand("select not exists (select from organisations)", connection);
        return (bool)(await any.ExecuteScalarAsync(cancellationToken))!;
    }
}
