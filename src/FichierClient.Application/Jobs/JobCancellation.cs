using FichierClient.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Jobs;

public static class JobCancellation
{
    /// <summary>A waiting job is over at once; a running one stops within seconds.</summary>
    public static async Task RequestAsync(AppDbContext db, Guid jobId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Jobs.Where(j => j.Id == jobId && j.Status == JobStatus.Waiting)
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.Status, JobStatus.Cancelled).SetProperty(j => j.FinishedAt, now), cancellationToken);
        await db.Jobs.Where(j => j.Id == jobId && j.Status == JobStatus.Running)
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.CancelRequested, true), cancellationToken);
    }
}
