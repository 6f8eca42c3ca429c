using System.Diagnostics;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Engine;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Jobs;
using FichierClient.Web.Operations.Database;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Web.Operations.Imports;

/// <summary>One import from the command line: file in, mapped, worked off, told.</summary>
internal sealed class ImportCommandRun(CommandContext context, Guid tenant, ImportCommandRequest request)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), LongestAbsence = TimeSpan.FromMinutes(2);

    private readonly AppDbContextFactory contexts = context.Services.GetRequiredService<AppDbContextFactory>();

    /// <summary>What was taken one way because nobody could be asked, in words.</summary>
    private readonly List<string> assumed = [];

    /// <summary>A job writes: what it has done stays, and another program can go on with it.</summary>
    public bool IsStarted { get; private set; }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var mapping = request.MappingPath is null ? null : CorrespondanceImport.Parse(await File.ReadAllTextAsync(request.MappingPath, cancellationToken));
        await using (var db = contexts.Open(tenant))
        {
            if (await PreuveOrigine.ProblemAsync(db, request.Origine, cancellationToken) is { } problem) throw new OperatorException(ExitCodes.Refused, $"{problem} (--preuve)");
        }

        Guid importId;
        await using (var content = request.File.OpenRead())
        {
            importId = await context.Services.GetRequiredService<ImportIntake>().ReceiveAsync(
                tenant, null, new FichierEntrant(request.File.Name, content, request.Genre, request.Origine) { Feuille = request.Feuille }, cancellationToken);
        }

        var (file, reading) = await MapAsync(importId, mapping, cancellationToken);
        if (reading.Questions.Count > 0 || reading.Manques.Count > 0) return Unsettled(reading);
        var jobId = await StartAsync(importId, cancellationToken);
        IsStarted = !request.DryRun;
        await WorkAsync(jobId, cancellationToken);
        return await TellAsync(importId, jobId, file, reading, cancellationToken);
    }

    private async Task<(FileAnalysis File, LectureColonnes Reading)> MapAsync(Guid importId, CorrespondanceImport? given, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenant);
        var import = await db.Imports.SingleAsync(i => i.Id == importId, cancellationToken);
        var file = ImportReading.FileOf(import)!;
        var mapping = given ?? CorrespondanceImport.Parse(import.Correspondance!);
        var said = request.Answers;
        mapping = mapping with
        {
            Dates = said.Dates ?? mapping.Dates,
            Decimales = said.Decimales ?? mapping.Decimales,
            Montants = said.Montants ?? mapping.Montants,
            Taxes = said.Taxes ?? mapping.Taxes,
            TauxTva = said.TauxTva ?? mapping.TauxTva,
            Avoirs = said.Avoirs ?? mapping.Avoirs,
        };
        var reading = LectureColonnes.Build(file, request.Genre, mapping);
        if (reading.Questions.FirstOrDefault(q => q.Sujet == "taxes") is { } tax)
        {
            // Nobody is there to be asked, and scripts were written before there was a question: taken without tax, and said.
            assumed.Add(Texts.Get("Import_lu_hors_taxes", tax.Colonne) + " (--taxes)");
            mapping = mapping with { Taxes = TaxesDuMontant.Ht };
            reading = LectureColonnes.Build(file, request.Genre, mapping);
        }

        import.Map(request.Genre, mapping.ToJson());
        await db.SaveChangesAsync(cancellationToken);
        return (file, reading);
    }

    private int Unsettled(LectureColonnes reading)
    {
        var lines = reading.Manques.Concat(reading.Questions.Select(q =>
            Texts.Get("Import_commande_question", q.Colonne, string.Join(", ", q.Exemples.Take(3)), q.Sujet)));
        context.Answer(
            new { error = string.Join(' ', lines), questions = reading.Questions.Select(q => new { option = "--" + q.Sujet, column = q.Colonne, examples = q.Exemples }), mapping = reading.Correspondance.Colonnes },
            string.Join(Environment.NewLine, lines) + Environment.NewLine + Texts.Get("Import_commande_rien"));
        return ExitCodes.Refused;
    }

    private async Task<Guid> StartAsync(Guid importId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenant);
        var import = await db.Imports.SingleAsync(i => i.Id == importId, cancellationToken);
        return await context.Services.GetRequiredService<ImportLauncher>().StartAsync(db, import, request.DryRun, cancellationToken);
    }

    /// <summary>Works the job off here; when a serving program has it, waits for it. Through a database that is away for a moment, too.</summary>
    private async Task WorkAsync(Guid jobId, CancellationToken cancellationToken)
    {
        var runner = context.Services.GetRequiredService<JobRunner>();
        var (work, answered) = (runner.RunAsync(tenant, jobId, cancellationToken), Stopwatch.GetTimestamp());
        while (true)
        {
            await Task.WhenAny(work, Task.Delay(Pause, cancellationToken));
            try
            {
                if (work.IsCompleted) await work;
                cancellationToken.ThrowIfCancellationRequested();
                var job = await JobAsync(jobId, cancellationToken);
                if (job.IsOver) return;
                answered = Stopwatch.GetTimestamp();
                if (job.Total > 0 && !Console.IsErrorRedirected) await context.Remarks.WriteAsync($"\r{job.Done:N0} / {job.Total:N0}");
            }
            catch (Exception failure) when (DbFailures.MayPass(failure) && Stopwatch.GetElapsedTime(answered) < LongestAbsence)
            {
                context.Remarks.WriteLine("The database doesn't answer: waiting for it.");
            }

            if (!work.IsCompleted) continue;
            // Somebody else holds it, or held it until the database went away: taken again as soon as nobody does.
            await Task.Delay(Pause, cancellationToken);
            if (!await IsReachableAsync(cancellationToken)) continue;
            work = runner.RunAsync(tenant, jobId, cancellationToken);
        }
    }

    /// <summary>Ends a job that was tried too often, and tells whether the database answers.</summary>
    private async Task<bool> IsReachableAsync(CancellationToken cancellationToken)
    {
        try
        {
            await context.Services.GetRequiredService<JobQueue>().EndGivenUpAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (DbFailures.MayPass(failure))
        {
            return false;
        }
    }

    private async Task<Job> JobAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenant);
        return await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == jobId, cancellationToken);
    }

    private async Task<int> TellAsync(Guid importId, Guid jobId, FileAnalysis file, LectureColonnes reading, CancellationToken cancellationToken)
    {
        var job = await JobAsync(jobId, cancellationToken);
        if (job.Status != JobStatus.Succeeded) throw new OperatorException(ExitCodes.Failed, job.Error ?? Texts.Get(job.Status == JobStatus.Failed ? "Travail_abandonne" : "Import_commande_interrompu"));
        await using var db = contexts.Open(tenant);
        var import = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == importId, cancellationToken);
        var bilan = BilanImport.Parse(request.DryRun ? import.BilanApercu : import.Bilan);
        var refused = bilan.ARendre == 0 ? null : await WriteRefusedAsync(importId, cancellationToken);
        string[] unread = [.. file.Headers.Where((_, i) => !reading.Maps(i) && i < file.Columns.Count && file.Columns[i].Filled > 0)];
        context.Answer(
            new
            {
                importId,
                dryRun = request.DryRun,
                rows = bilan.Lignes,
                created = bilan.Creees,
                changed = bilan.Modifiees,
                unchanged = bilan.Inchangees,
                withoutVente = bilan.SansVente,
                refused = bilan.Refusees,
                refusedFile = refused,
                blankRows = file.Blank,
                entreprises = Counts(bilan.Entreprises),
                contacts = Counts(bilan.Contacts),
                ventes = Counts(bilan.Ventes),
                remarks = bilan.Remarques,
                assumed,
                encoding = file.EncodingName,
                separator = file.Dialect.Separator?.ToString(),
                sheet = file.Dialect.Feuille,
                sheets = file.Feuilles.Select(f => new { name = f.Nom, hidden = f.Masquee }),
                hiddenRows = file.Masquees,
                mapping = reading.Correspondance.Colonnes,
                columnsLeftAside = unread,
            },
            Texts.Get("Import_commande_bilan", bilan.Lignes, bilan.Creees, bilan.Modifiees, bilan.Inchangees, bilan.Refusees)
            + (bilan.SansVente == 0 ? "" : " " + Texts.Get("Import_commande_sans_vente", bilan.SansVente))
            + (unread.Length == 0 ? "" : " " + Texts.Get("Import_commande_colonnes", string.Join(", ", unread))) + string.Concat(assumed.Select(a => " " + a)) + (request.DryRun ? " " + Texts.Get("Import_commande_essai") : "") + (refused is null ? "" : Environment.NewLine + Texts.Get("Import_commande_refusees", refused)));
        return ExitCodes.Done;
    }

    private async Task<string> WriteRefusedAsync(Guid importId, CancellationToken cancellationToken)
    {
        var path = request.RefusedFile ?? Path.Combine(DataFolder.Of(context.App.Configuration).Path, "imports", $"{importId}-refusees.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await using var output = File.Create(path);
        await context.Services.GetRequiredService<LignesRefusees>().WriteAsync(tenant, importId, output, cancellationToken);
        return Path.GetFullPath(path);
    }

    private static object Counts(CompteurFiches counts) => new { created = counts.Creees, changed = counts.Modifiees };
}
