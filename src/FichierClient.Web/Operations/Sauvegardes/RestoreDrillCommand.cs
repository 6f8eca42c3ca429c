using System.Diagnostics;
using System.Globalization;
using FichierClient.Application.Rgpd;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Web.Operations.Database;
using FichierClient.Web.Operations.Schema;
using Npgsql;

namespace FichierClient.Web.Operations.Sauvegardes;

/// <summary>Proves that the oldest kept backup can be restored and that nobody who was erased is left in it afterwards.</summary>
internal sealed class RestoreDrillCommand() : OperatorCommand(
    "restore-drill", "Restores the oldest kept backup into a database aside, replays the journal there, looks for everyone who was erased, reports, and drops it. To be run every month.")
{
    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var administrator = await BackupRole.RequireAsync(context, cancellationToken);
        var dossier = new DossierSauvegardes(DataFolder.Of(context.App.Configuration));
        if (await dossier.ListAsync(cancellationToken) is not [var oldest, ..])
        {
            throw new OperatorException(ExitCodes.Refused, $"There is no backup in {dossier.Folder}: make one with the command backup.");
        }

        var watch = Stopwatch.StartNew();
        var (rejouees, trouves, erreur) = await TryAsync(context, administrator, oldest, cancellationToken);
        var succeeded = erreur is null && trouves.Count == 0;
        await RecordAsync(administrator, oldest.Entete.Le, rejouees, trouves.Sum(t => t.Nombre), succeeded, context.Services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken);
        context.Answer(
            new { file = oldest.Fichier, date = oldest.Entete.Le, replayed = rejouees, found = trouves, error = erreur, succeeded, seconds = Math.Round(watch.Elapsed.TotalSeconds, 1) },
            string.Create(CultureInfo.InvariantCulture, $"""
            {oldest.Fichier}: {(succeeded ? "restored" : "FAILED")}, {rejouees} journal entries replayed, {trouves.Sum(t => t.Nombre)} trace(s) of erased persons found, in {watch.Elapsed.TotalSeconds:0.0} s.{(erreur is null ? "" : "\n" + erreur)}{string.Concat(trouves.Select(t => $"\n  {t.Table}.{t.Colonne}: {t.Nombre}"))}
            """));
        return succeeded ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<(int Rejouees, IReadOnlyList<LieuTrouve> Trouves, string? Erreur)> TryAsync(CommandContext context, string administrator, SauvegardeGardee oldest, CancellationToken cancellationToken)
    {
        await using var side = await SideDatabase.CreateAsync(administrator, "exercice", context.Services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken);
        try
        {
            await Restauration.FillAsync(context, oldest.Fichier, side, cancellationToken);
            await SchemaMigrator.MigrateAsync(BackupRole.On(context.Database.Connections.RequireOwner(), side.Name), SchemaContext.All, cancellationToken);
            using var journal = new JournalCopie(context.Services.GetRequiredService<DossiersRgpd>());
            await using var services = ReplayServices.On(BackupRole.On(context.Database.Connections.App, side.Name), BackupRole.On(context.Database.Connections.RequireOwner(), side.Name), context.Services, journal.Dossiers);
            var position = await Rattrapage.PositionAsync(services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<JournalEffacements>(), cancellationToken);
            var (rejouees, trouves) = await services.GetRequiredService<Rattrapage>().CatchUpAsync(position.Suivi, cancellationToken);
            return (rejouees, trouves, null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever it is, the backup can't be relied on: that has to be recorded.
            return (0, [], error.Message);
        }
    }

    /// <summary>For the DPO's dashboard.</summary>
    private static async Task RecordAsync(string administrator, DateTimeOffset sauvegarde, int rejouees, long trouves, bool reussi, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("insert into exercices_restauration (id, fait_le, sauvegarde_le, entrees_rejouees, traces_trouvees, reussi) values ($1, $2, $3, $4, $5, $6)", connection);
        foreach (var value in (object[])[Guid.CreateVersion7(), now.ToUniversalTime(), sauvegarde.ToUniversalTime(), rejouees, trouves, reussi]) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
