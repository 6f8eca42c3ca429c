using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>Carries an approved erasure out in the background; begins again where it was interrupted.</summary>
public sealed class EffacementJob(AppDbContextFactory contexts, ExecutionEffacement execution) : JobHandler
{
    public const string Name = "effacements.run";

    public override string Kind => Name;

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        await using (var db = contexts.Open(run.TenantId))
        {
            if (run.SubjectId is not { } id || !await db.Effacements.AnyAsync(e => e.Id == id && e.JobId == run.JobId, cancellationToken))
                throw new JobRefusedException(Texts.Get("Introuvable"));
        }

        var end = await execution.RunAsync(run.TenantId, run.SubjectId.Value, cancellationToken);
        if (end != FinEffacement.Termine) throw new JobRefusedException(Texts.Get($"Effacement_{end}"));
    }
}
