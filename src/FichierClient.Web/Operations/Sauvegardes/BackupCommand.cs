using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Sauvegardes;
using FichierClient.Web.Operations.Database;
using Npgsql;

namespace FichierClient.Web.Operations.Sauvegardes;

/// <summary>Writes the whole database into one encrypted file.</summary>
internal sealed class BackupCommand : OperatorCommand
{
    private readonly Option<FileInfo?> to = new("--to") { Description = "The file to write; it must not exist. Default: a new one in the folder sauvegardes of the data folder." };
    private readonly Option<bool> list = new("--list") { Description = "Lists the backups of that folder instead." };

    public BackupCommand()
        : base("backup", "Writes the whole database into one encrypted file, and deletes the expired ones of the folder (FICHIER_SAUVEGARDES_JOURS, default 30). Keys and journal are copied apart.")
    {
        Options.Add(to);
        Options.Add(list);
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var dossier = new DossierSauvegardes(DataFolder.Of(context.App.Configuration));
        if (context.Arguments.GetValue(list)) return await ListAsync(context, dossier, cancellationToken);
        var administrator = await BackupRole.RequireAsync(context, cancellationToken);
        var now = context.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var path = context.Arguments.GetValue(to)?.FullName ?? dossier.NewFile(now);
        if (File.Exists(path)) throw new OperatorException(ExitCodes.Refused, $"{path} exists already. Nothing was written.");
        var entete = await WriteAsync(context, administrator, path, now, cancellationToken);
        var expired = await dossier.DeleteExpiredAsync(context.Services.GetRequiredService<ConservationSauvegardes>(), now, cancellationToken);
        var size = new FileInfo(path).Length;
        context.Answer(
            new { file = path, size, date = entete.Le, schema = entete.Schema, journal = entete.JournalSeq, key = entete.CleId, deleted = expired },
            string.Create(CultureInfo.InvariantCulture, $"""
            {path}: {size / 1024.0 / 1024.0:0.0} MB, encrypted with the key {entete.CleId}; journal entry {entete.JournalSeq}.{(expired.Count == 0 ? "" : $"\nDeleted {expired.Count} expired backup(s).")}
            Copy {context.Services.GetRequiredService<CleStore>().Folder} and the journal to another place than this file: it can't be read without the key.
            """));
        return ExitCodes.Done;
    }

    private static async Task<EnteteSauvegarde> WriteAsync(CommandContext context, string administrator, string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var cles = context.Services.GetRequiredService<CleStore>();
        var tools = await PgTools.FindAsync(administrator, cancellationToken);
        // Read before the dump begins: what is done meanwhile is in it, or is replayed.
        var (seq, schema) = await StateAsync(administrator, cancellationToken);
        var entete = new EnteteSauvegarde(EnteteSauvegarde.CurrentVersion, now, schema, seq, cles.IdOf(CleStore.Sauvegardes), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var unfinished = path + ".inacheve";
        try
        {
            await using (var file = Create(unfinished))
            {
                using var writing = await FormatSauvegarde.CreateAsync(file, entete, cles.Get(CleStore.Sauvegardes), cancellationToken);
                await tools.DumpAsync(administrator, dump => writing.CopyFromAsync(dump, cancellationToken), cancellationToken);
                await writing.EndAsync(cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: false);
            return entete;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new FileStream(path, options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException(ExitCodes.Failed, error.Message, error);
        }
    }

    private static async Task<(long Seq, string Schema)> StateAsync(string administrator, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select dernier_seq, (select max(migration_id) from \"__EFMigrationsHistory\") from journal_etat", connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetInt64(0), row.GetString(1));
    }

    private static async Task<int> ListAsync(CommandContext context, DossierSauvegardes dossier, CancellationToken cancellationToken)
    {
        var all = await dossier.ListAsync(cancellationToken);
        var conservation = context.Services.GetRequiredService<ConservationSauvegardes>();
        context.Answer(
            new { folder = dossier.Folder, days = conservation.Jours, backups = all.Select(s => new { file = s.Fichier, size = s.Taille, date = s.Entete.Le, schema = s.Entete.Schema, journal = s.Entete.JournalSeq, key = s.Entete.CleId }) },
            all.Count == 0 ? $"No backup in {dossier.Folder}." : string.Join('\n', all.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Entete.Le:yyyy-MM-dd HH:mm} UTC  {s.Taille / 1024.0 / 1024.0,8:0.0} MB  {s.Fichier}"))));
        return ExitCodes.Done;
    }
}
