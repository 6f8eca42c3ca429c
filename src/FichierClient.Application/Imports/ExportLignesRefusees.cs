using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <summary>The refused rows, ready to be written where they are wanted.</summary>
public sealed record FichierRefusees(string NomFichier, Func<Stream, CancellationToken, Task> Write)
{
    public Task WriteAsync(Stream output, CancellationToken cancellationToken) => Write(output, cancellationToken);
}

/// <summary>Hands out the refused rows of an import, while its original is kept.</summary>
public sealed class ExportLignesRefusees(UseCaseServices services, LignesRefusees lignes) : UseCase<Guid, FichierRefusees>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<FichierRefusees>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        var import = await db.Imports.AsNoTracking().Where(i => i.Id == request && i.FichierSupprimeLe == null).Select(i => new { i.NomFichier }).SingleOrDefaultAsync(cancellationToken);
        if (import is null || !acteur.SeesAll) return Refus.Introuvable();
        return new FichierRefusees($"{Path.GetFileNameWithoutExtension(import.NomFichier)}-refusees.csv",
            (output, token) => lignes.WriteAsync(acteur.TenantId, request, output, token));
    }
}
