using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <param name="Id">The import.</param>
/// <param name="Apercu">Only say what it would do.</param>
public sealed record StartImportRequest(Guid Id, bool Apercu);

/// <summary>Starts the preview or the import itself in the background.</summary>
public sealed class StartImport(UseCaseServices services, ImportLauncher launcher) : UseCase<StartImportRequest, Guid>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, StartImportRequest request, CancellationToken cancellationToken)
    {
        var import = await db.Imports.SingleOrDefaultAsync(i => i.Id == request.Id, cancellationToken);
        if (import?.Analyse is null || !acteur.SeesAll) return Refus.Introuvable();
        return await launcher.StartAsync(db, import, request.Apercu, cancellationToken);
    }
}
