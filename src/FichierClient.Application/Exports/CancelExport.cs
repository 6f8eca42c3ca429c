using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Exports;

/// <summary>Stops one's own export that runs; nothing of its file is kept.</summary>
public sealed class CancelExport(UseCaseServices services) : UseCase<Guid, Done>(services)
{
    protected override Permission Permission => Permission.ExportsRun;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var export = await db.Exports.FromSql($"select * from exports where id = {request} for update").SingleOrDefaultAsync(e => e.MembreId == acteur.MembreId, cancellationToken);
        if (export is null) return Refus.Introuvable();
        export.Cancel(Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        if (export.JobId is { } job) await JobCancellation.RequestAsync(db, job, Clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}
