using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Exports;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Jobs;

/// <param name="Known">Jobs that were shown: told once more when they are over.</param>
public sealed record WatchJobsRequest(IReadOnlyList<Guid> Known);

/// <summary>
/// A job of an import or of an export, which is its subject, under the name of the file or the list. Steps are rows;
/// <see cref="Total"/> is zero until they are known.
/// </summary>
public sealed record WatchedJob(Guid Id, string Kind, Guid SubjectId, string Nom, JobStatus Status, long Done, long Total)
{
    public bool IsOver => Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;

    public bool IsExport => Kind == ExecutionExport.Name;

    /// <summary>0 to 100.</summary>
    public long Percent => Total == 0 ? 0 : Done * 100 / Total;
}

/// <summary>The jobs that wait or run, oldest first: the organisation's imports for those who may open their page, one's own exports.</summary>
public sealed class WatchJobs(UseCaseServices services) : UseCase<WatchJobsRequest, IReadOnlyList<WatchedJob>>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<IReadOnlyList<WatchedJob>>> ExecuteAsync(AppDbContext db, Acteur acteur, WatchJobsRequest request, CancellationToken cancellationToken)
    {
        var open = db.Jobs.AsNoTracking().Where(j => j.Status == JobStatus.Waiting || j.Status == JobStatus.Running || request.Known.Contains(j.Id));
        var found = new List<(DateTimeOffset CreatedAt, WatchedJob Job)>();
        if (acteur.SeesAll && acteur.Allows(Permission.ImportsRun))
        {
            var imports = await open.Join(db.Imports, j => j.SubjectId, i => i.Id, (j, i) => new { Job = j, i.NomFichier }).ToListAsync(cancellationToken);
            found.AddRange(imports.Select(x => (x.Job.CreatedAt, Told(x.Job, x.NomFichier))));
        }

        if (acteur.Allows(Permission.ExportsRun))
        {
            var exports = await open.Where(j => j.RequestedById == acteur.MembreId)
                .Join(db.Exports, j => j.SubjectId, e => e.Id, (j, e) => new { Job = j, e.Liste }).ToListAsync(cancellationToken);
            found.AddRange(exports.Select(x => (x.Job.CreatedAt, Told(x.Job, Texts.Get($"Export_ListeExport_{x.Liste}")))));
        }

        return Outcome.Of<IReadOnlyList<WatchedJob>>([.. found.OrderBy(f => f.CreatedAt).Select(f => f.Job)]);
    }

    private static WatchedJob Told(Job job, string nom) => new(job.Id, job.Kind, job.SubjectId!.Value, nom, job.Status, job.Done, job.Total);
}
