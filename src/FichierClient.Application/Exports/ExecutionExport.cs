using FichierClient.Application.Common;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Exports;

/// <summary>Writes a long export in the background; it begins again from the start when its process was killed.</summary>
public sealed class ExecutionExport(ExportEngine engine, ExportRequests requests, ActeurSource acteurs) : JobHandler
{
    public const string Name = "exports.execution";

    private const int Step = 10_000;

    public override string Kind => Name;

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var (tenant, export, membre) = (run.TenantId, run.SubjectId!.Value, run.RequestedById!.Value);
        var system = new Acteur(tenant, membre, Guid.Empty, Role.Lecteur, []);
        try
        {
            var acteur = await CurrentAsync(tenant, membre, null, cancellationToken);
            if (await requests.FindAsync(tenant, export, cancellationToken) is not { } demande) return;
            var total = await engine.CountAsync(acteur, demande, int.MaxValue, cancellationToken);
            await run.ReportAsync(0, total, cancellationToken);
            await engine.RunAsync(acteur, export, ReportAsync, cancellationToken);
            await run.ReportAsync(total, total, cancellationToken);

            async Task ReportAsync(long lus)
            {
                if (lus % Step >= Lignes.LectureExport.Batch) return;
                await run.ReportAsync(Math.Min(lus, total), total, cancellationToken);
                await CurrentAsync(tenant, membre, acteur, cancellationToken);
            }
        }
        catch (JobRefusedException refused)
        {
            await engine.FailAsync(system, export, refused.Message);
            throw;
        }
        catch (Exception error) when (error is not OperationCanceledException && !DbFailures.MayPass(error))
        {
            await engine.FailAsync(system, export, Texts.Get("Export_defaut"));
            throw;
        }
    }

    /// <summary>Its requester as it stands; it may have lost the right, or see less, since the job was made or the last batch.</summary>
    private async Task<Acteur> CurrentAsync(Guid tenant, Guid membre, Acteur? before, CancellationToken cancellationToken)
    {
        var acteur = await acteurs.CurrentAsync(tenant, membre, cancellationToken);
        if (acteur?.Allows(Permission.ExportsRun) != true || (before is not null && !SameSight(before, acteur))) throw new JobRefusedException(Texts.Get("Export_droit_retire"));
        return acteur;
    }

    private static bool SameSight(Acteur before, Acteur now) => before.Responsables is null == now.Responsables is null
        && (before.Responsables ?? []).ToHashSet().SetEquals(now.Responsables ?? []);
}
