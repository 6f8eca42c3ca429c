using FichierClient.Application.Common;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Imports;

/// <summary>The right of whoever asked for a job that writes the whole client file.</summary>
public sealed class ImportRights(ActeurSource acteurs)
{
    /// <summary>The requester may have been withdrawn, or see a part of the client file only, since the job was made or the last batch.</summary>
    /// <exception cref="JobRefusedException">The right is gone.</exception>
    public async Task CheckAsync(JobRun run, CancellationToken cancellationToken)
    {
        if (run.RequestedById is not { } membre) return;
        var acteur = await acteurs.CurrentAsync(run.TenantId, membre, cancellationToken);
        if (acteur is not { SeesAll: true } || !acteur.Allows(Permission.ImportsRun)) throw new JobRefusedException(Texts.Get("Import_droit_retire"));
    }
}
