using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <summary>Puts the preview or the run of an import into the job queue.</summary>
public sealed class ImportLauncher(TimeProvider clock, JobSignal signal)
{
    public const string ApercuKind = "imports.apercu", ExecutionKind = "imports.execution";

    /// <summary>Starts it; the job waits for a worker, or for the command that takes it itself.</summary>
    /// <exception cref="Domain.Common.DomainException">It is being worked on, or over.</exception>
    public async Task<Guid> StartAsync(AppDbContext db, Import import, bool apercu, CancellationToken cancellationToken)
    {
        // Given up by the queue or stopped with its process: the import still says that it runs.
        if (import.Statut is StatutImport.EnCours or StatutImport.Apercu
            && await db.Jobs.AnyAsync(j => j.Id == import.JobId && (j.Status == JobStatus.Failed || j.Status == JobStatus.Cancelled), cancellationToken))
            import.Fail(Texts.Get("Import_arrete"));
        var job = new Job(db.TenantId, apercu ? ApercuKind : ExecutionKind, import.Id, db.MembreId, clock.GetUtcNow());
        if (apercu) import.StartApercu(job.Id);
        else import.Start(job.Id);
        db.Jobs.Add(job);
        await db.SaveChangesAsync(cancellationToken);
        signal.Tell(db.TenantId);
        return job.Id;
    }
}
