using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Jobs;

/// <param name="Known">Jobs that were shown: told once more when they are over.</param>
public sealed record WatchJobsRequest(IReadOnlyList<Guid> Known);

/// <summary>A job of an import. Steps are rows; <see cref="Total"/> is zero until they are known.</summary>
public sealed record WatchedJob(Guid Id, string Kind, Guid ImportId, string Fichier, JobStatus Status, long Done, long Total)
{
    public bool IsOver => Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;

    /// <summary>0 to 100.</summary>
    public long Percent => Total == 0 ? 0 : Done * 100 / Total;
}

/// <summary>The jobs of the organisation that wait or run, oldest first. All are imports today, seen by those who may open their page.</summary>
public sealed class WatchJobs(UseCaseServices services) : UseCase<WatchJobsRequest, IReadOnlyList<WatchedJob>>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<IReadOnlyList<WatchedJob>>> ExecuteAsync(AppDbContext db, Acteur acteur, WatchJobsRequest request, CancellationToken cancellationToken)
    {
        if (!acteur.SeesAll) return Outcome.Of<IReadOnlyList<WatchedJob>>([]);
        var open = db.Jobs.AsNoTracking().Where(j => j.Status == JobStatus.Waiting || j.Status == JobStatus.Running || request.Known.Contains(j.Id));
        return Outcome.Of<IReadOnlyList<WatchedJob>>(await open.Join(db.Imports, j => j.SubjectId, i => i.Id, (j, i) => new { Job = j, i.NomFichier }).OrderBy(x => x.Job.CreatedAt)
            .Select(x => new WatchedJob(x.Job.Id, x.Job.Kind, x.Job.SubjectId!.Value, x.NomFichier, x.Job.Status, x.Job.Done, x.Job.Total)).ToListAsync(cancellationToken));
    }
}
