using FichierClient.Application.Jobs;

namespace FichierClient.Application.Imports.Retrait;

/// <summary>Takes an import back in the background.</summary>
public sealed class RetraitImport(RetraitEngine engine, ImportRights rights) : RetraitJob(engine, rights)
{
    public override string Kind => RetraitLauncher.RetraitKind;

    protected override bool IsRemise => false;
}

/// <summary>Puts back in the background what was taken back.</summary>
public sealed class RemiseImport(RetraitEngine engine, ImportRights rights) : RetraitJob(engine, rights)
{
    public override string Kind => RetraitLauncher.RemiseKind;

    protected override bool IsRemise => true;
}

/// <summary>What both share: whoever asked must still have the right to, before each batch.</summary>
public abstract class RetraitJob(RetraitEngine engine, ImportRights rights) : JobHandler
{
    protected abstract bool IsRemise { get; }

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        await rights.CheckAsync(run, cancellationToken);
        await engine.RunAsync(run, IsRemise, ReportAsync, cancellationToken);

        async Task ReportAsync(long done, long total)
        {
            await run.ReportAsync(done, total, cancellationToken);
            await rights.CheckAsync(run, cancellationToken);
        }
    }
}
