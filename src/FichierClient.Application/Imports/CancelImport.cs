using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <summary>Stops an import where it stands, or drops its preview. Rows that are in stay in.</summary>
public sealed class CancelImport(UseCaseServices services) : UseCase<Guid, Done>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Behind the batch that is being written, whose transaction holds this row.
        var import = await db.Imports.FromSql($"select * from imports where id = {request} for update").SingleOrDefaultAsync(cancellationToken);
        if (import is null || !acteur.SeesAll) return Refus.Introuvable();
        import.Cancel(Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        if (import.JobId is { } job) await JobCancellation.RequestAsync(db, job, Clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}
