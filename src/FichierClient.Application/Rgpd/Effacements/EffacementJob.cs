using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>Carries an approved erasure out in the background; begins again where it was interrupted.</summary>
public sealed class EffacementJob(AppDbContextFactory contexts, ExecutionEffacement execution, TimeProvider clock) : JobHandler
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

        try
        {
            var end = await execution.RunAsync(run.TenantId, run.SubjectId.Value, cancellationToken);
            if (end != FinEffacement.Termine) throw new JobRefusedException(Texts.Get($"Effacement_{end}"));
        }
        catch (Exception error) when (error is not OperationCanceledException && !DbFailures.MayPass(error))
        {
            await TellRequestAsync(run.TenantId, run.SubjectId.Value, error is JobRefusedException ? error.Message : Texts.Get("Travail_arrete", run.JobId));
            throw;
        }
    }

    /// <summary>The DPO sees on the request what the job ended with.</summary>
    private async Task TellRequestAsync(Guid tenantId, Guid effacementId, string why)
    {
        await using var db = contexts.Open(tenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        await db.FollowSetbackAsync(await db.Effacements.SingleAsync(e => e.Id == effacementId), TypeEtape.EffacementInterrompu, why, clock, CancellationToken.None);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
