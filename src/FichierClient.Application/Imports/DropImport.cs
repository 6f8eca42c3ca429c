using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <summary>Deletes a file that came in and of which no row was imported, with all that was read of it: nobody has to wait thirty days for that.</summary>
public sealed class DropImport(UseCaseServices services) : UseCase<Guid, Done>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Behind whoever starts it at this moment.
        var import = await db.Imports.FromSql($"select * from imports where id = {request} for update").SingleOrDefaultAsync(cancellationToken);
        if (import is null || !acteur.SeesAll) return Refus.Introuvable();
        if (!import.EstModifiable || await db.Jobs.AnyAsync(j => j.Id == import.JobId && (j.Status == JobStatus.Waiting || j.Status == JobStatus.Running), cancellationToken))
            throw new DomainException("Import_deja_lance");
        await db.ImportFragments.Where(f => f.ImportId == request).ExecuteDeleteAsync(cancellationToken);
        await db.ImportLignes.Where(l => l.ImportId == request).ExecuteDeleteAsync(cancellationToken);
        await db.Imports.Where(i => i.Id == request).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }
}
