using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Engine;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Garde;
using FichierClient.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <summary>Runs an import in the background; its progress is the job's.</summary>
public sealed class ExecutionImport(ImportEngine engine, AppDbContextFactory contexts, ImportRights rights, ExamenTextes examen) : ImportJob(engine, contexts, rights)
{
    public override string Kind => ImportLauncher.ExecutionKind;

    /// <summary>What the file's notes hold becomes alerts of the DPO.</summary>
    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        await base.RunAsync(run, cancellationToken);
        await examen.RunAsync(run.TenantId, run.SubjectId!.Value, cancellationToken);
    }

    protected override bool IsPreview => false;
}

/// <summary>Says what an import would do, on all its rows.</summary>
public sealed class ApercuImport(ImportEngine engine, AppDbContextFactory contexts, ImportRights rights) : ImportJob(engine, contexts, rights)
{
    public override string Kind => ImportLauncher.ApercuKind;

    protected override bool IsPreview => true;
}

/// <summary>What both share: a failure is told on the import too.</summary>
public abstract class ImportJob(ImportEngine engine, AppDbContextFactory contexts, ImportRights rights) : JobHandler
{
    protected abstract bool IsPreview { get; }

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        try
        {
            await rights.CheckAsync(run, cancellationToken);
            await engine.RunAsync(run.TenantId, run.SubjectId!.Value, IsPreview, ReportAsync, cancellationToken);
        }
        catch (Exception refused) when (refused is UnreadableFileException or JobRefusedException)
        {
            await FailAsync(run, refused.Message);
            throw new JobRefusedException(refused.Message);
        }
        catch (Exception error) when (error is not OperationCanceledException && !DbFailures.MayPass(error))
        {
            await FailAsync(run, Texts.Get("Import_arrete_defaut"));
            throw;
        }

        async Task ReportAsync(long done, long total)
        {
            await run.ReportAsync(done, total, cancellationToken);
            if (done < total) await rights.CheckAsync(run, cancellationToken);
        }
    }

    private async Task FailAsync(JobRun run, string erreur)
    {
        await using var db = contexts.Open(run.TenantId);
        await db.Imports.Where(i => i.Id == run.SubjectId && (i.Statut == StatutImport.EnCours || i.Statut == StatutImport.Apercu))
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.Statut, StatutImport.Echoue).SetProperty(i => i.Erreur, erreur));
    }
}
