using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Imports.Engine;

/// <summary>
/// Carries a file into the client file, or says what it would do. Batches (<see cref="Cadence"/>), each one transaction that also holds the
/// progress: after a kill the next process goes on behind the last commit, no row twice and none missing.
/// </summary>
public sealed class ImportEngine(AppDbContextFactory contexts, ImportOriginals originals, ListeOpposition oppositions, TimeProvider clock)
{
    /// <summary>Rows that are read at once where nothing is written.</summary>
    public const int BatchRows = Cadence.Most;

    private const long ShownPerOutcome = 200;

    /// <summary>Works through the whole file, from where it stands.</summary>
    /// <param name="tenantId">The organisation.</param>
    /// <param name="importId">The import; mapped, source named.</param>
    /// <param name="preview">Says everything, writes nothing but the report.</param>
    /// <param name="report">Called after each batch with rows done and rows in all.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="JobRefusedException">It can't run as it is mapped.</exception>
    public async Task<BilanImport> RunAsync(Guid tenantId, Guid importId, bool preview, Func<long, long, Task> report, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await db.Database.OpenConnectionAsync(cancellationToken);
        var import = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == importId, cancellationToken);
        // A second try after the run, whose original is gone.
        if (ImportReading.FileOf(import) is not { } file) return BilanImport.Parse(import.Bilan);
        var lecture = LectureColonnes.Build(file, import.Genre, CorrespondanceImport.Parse(import.Correspondance!));
        if (lecture.Manques.Count > 0) throw new JobRefusedException(string.Join(' ', lecture.Manques));
        if (lecture.Questions.Count > 0) throw new JobRefusedException(Texts.Get("Import_question_ouverte", lecture.Questions[0].Colonne));

        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var tables = preview ? await ImportTables.PreviewAsync(connection, cancellationToken) : ImportTables.Real;
        var devise = await db.Organisations.Select(o => o.Devise).SingleAsync(cancellationToken);
        var lookups = await ImportLookups.LoadAsync(db, cancellationToken);
        Task<RowReader> OpenAsync() => RowReader.OpenAsync(file, originals.Open(tenantId, import.Id, import.Taille), cancellationToken);
        var parser = new RowParser(lecture, import.Genre, devise);
        // Only a file that may have a row a line is read before.
        var pieces = PiecesDuFichier.MayExist(lecture) ? await PiecesDuFichier.ReadAsync(OpenAsync, parser, lecture, cancellationToken) : null;
        var societes = await SocietesDuFichier.ReadAsync(OpenAsync, lecture, parser, cancellationToken);
        var run = new RunContext(db, connection, import, lecture, tables, devise, lookups, new FileMemory(), pieces, await Fiches.ReadAsync(db, connection, cancellationToken), oppositions, societes);
        if (preview) await JournalWriter.ClearPreviewAsync(run, cancellationToken);
        return await LoopAsync(run, file, report, cancellationToken);
    }

    private async Task<BilanImport> LoopAsync(RunContext run, FileAnalysis file, Func<long, long, Task> report, CancellationToken cancellationToken)
    {
        var bilan = run.Tables.IsPreview ? new BilanImport() : BilanImport.Parse(run.Import.Bilan);
        var done = run.Tables.IsPreview ? 0 : run.Import.Rang;
        if (done > 0) await VenteCandidates.RecallMadeAsync(run, cancellationToken);
        var parser = new RowParser(run.Lecture, run.Import.Genre, run.Devise, run.Societes);
        await using var stream = originals.Open(run.TenantId, run.Import.Id, run.Import.Taille);
        using var reader = await RowReader.OpenAsync(file, stream, cancellationToken);
        var cadence = new Cadence();
        int Size() => run.Tables.IsPreview ? BatchRows : cadence.Taille;
        var next = ParseAsync(reader, parser, Size(), cancellationToken);
        for (var batch = 0; await next is { Count: > 0 } rows; batch++)
        {
            // The next rows are cut and read while the database works on these.
            var size = Size();
            next = Task.Run(() => ParseAsync(reader, parser, size, cancellationToken), cancellationToken);
            var end = rows[^1].Rang + 1;
            if (rows[0].Rang < done) Recall(run, rows.FindAll(r => r.Rang < done));
            rows.RemoveAll(r => r.Rang < done);
            if (rows.Count == 0) continue;
            try
            {
                var begun = clock.GetTimestamp();
                bilan = await CommitAsync(run, rows, bilan, cancellationToken);
                cadence.Took(rows.Count, clock.GetElapsedTime(begun));
                await report(end, file.Rows);
            }
            catch
            {
                // The reader must be still before it is disposed of.
                await next.ContinueWith(_ => { }, TaskScheduler.Default);
                throw;
            }

            if (run.Tables.IsPreview && (batch is 2 or 10 || batch % 50 == 0)) await ImportTables.AnalyzeAsync(run.Connection, cancellationToken);
        }

        await EndAsync(run, bilan, cancellationToken);
        if (bilan.Effacees > 0) await ForgetErasedAsync(run, file, cancellationToken);
        return bilan;
    }

    private Task ForgetErasedAsync(RunContext run, FileAnalysis file, CancellationToken cancellationToken)
    {
        var original = new OriginalSansEffacees(contexts, originals);
        return run.Tables.IsPreview
            ? original.CleanSamplesAsync(run.Db, run.Import, file, cancellationToken)
            : original.ReduceAsync(run.Db, run.Import, clock.GetUtcNow(), cancellationToken);
    }

    private static async Task<List<LigneImportee>> ParseAsync(RowReader reader, RowParser parser, int size, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(size, cancellationToken)).ConvertAll(parser.Parse);

    /// <summary>Rows that are in already still count for what only the whole file knows.</summary>
    private static void Recall(RunContext run, List<LigneImportee> rows)
    {
        foreach (var row in rows.Where(r => r.Refus is null))
        {
            if (row.Entreprise?.Siret is { } siret) run.Memory.SeeSiret(siret);
            if (row.Vente is { Numero: not null })
            {
                run.Memory.SeeNumber(row);
                if (run.Pieces?.Find(row) is not null) run.Memory.SeeLine(run.Pieces.KeyOf(row)!.Value);
            }
            else if (row.Vente is not null) run.Memory.SeeFingerprint(row.Empreinte);
        }
    }

    private async Task<BilanImport> CommitAsync(RunContext run, List<LigneImportee> rows, BilanImport before, CancellationToken cancellationToken)
    {
        var bilan = BilanImport.Parse(before.ToJson());
        run.Db.ChangeTracker.Clear();
        await using var transaction = await run.Connection.BeginTransactionAsync(cancellationToken);
        await run.Db.Database.UseTransactionAsync(transaction, cancellationToken);
        var journal = new Journal(clock.GetUtcNow());
        if (!run.Tables.IsPreview)
        {
            await ImportLocks.TakeAsync(run, rows[0].Rang, cancellationToken);
            // Others add to the lists and delete from them between two batches.
            run = run with { Lookups = await ImportLookups.LoadAsync(run.Db, cancellationToken) };
        }

        bilan.Effacees += await OppositionStep.ApplyAsync(run, rows, cancellationToken);
        await AcheteursConnus.ApplyAsync(run, rows, cancellationToken);
        await run.Lookups.CompleteAsync(run, rows, journal.Now, cancellationToken);
        var work = await BatchWork.BeginAsync(run, rows, cancellationToken);
        var shown = new List<RowReport>();
        foreach (var row in rows)
        {
            var outcome = work.Decide(row);
            if (row.EstDouteuse) bilan.Douteuses++;
            if (outcome.EstEcrite) bilan.SansVenteEcrites++;
            if (bilan.Record(outcome.Issue) <= ShownPerOutcome || outcome.EstARendre || (row.EstDouteuse && bilan.Douteuses <= ShownPerOutcome)) shown.Add(outcome);
            // Of a row that is an entreprise and its person, the same cell is read for both.
            foreach (var remark in row.Remarques.Distinct()) bilan.Remark(remark);
        }

        await work.WriteAsync(journal, bilan, cancellationToken);
        await JournalWriter.WriteAsync(run, journal, cancellationToken);
        await JournalWriter.WriteReportAsync(run, shown, cancellationToken);
        if (!run.Tables.IsPreview) await ImportLocks.AdvanceAsync(run, rows[^1].Rang + 1, bilan, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await run.Db.Database.UseTransactionAsync(null, cancellationToken);
        return bilan;
    }

    private async Task EndAsync(RunContext run, BilanImport bilan, CancellationToken cancellationToken)
    {
        var (column, from, statut) = run.Tables.IsPreview ? ("bilan_apercu", StatutImport.Apercu, StatutImport.Verifie) : ("bilan", StatutImport.EnCours, StatutImport.Termine);
        await using var command = new NpgsqlCommand($"""
            update imports set {column} = $3, statut = $4, termine_le = $5 where tenant_id = $1 and id = $2 and statut = '{from}'
            """, run.Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = run.Import.Id });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb, Value = bilan.ToJson() });
        command.Parameters.Add(new NpgsqlParameter { Value = statut.ToString() });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz, Value = run.Tables.IsPreview ? DBNull.Value : clock.GetUtcNow().ToUniversalTime() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
