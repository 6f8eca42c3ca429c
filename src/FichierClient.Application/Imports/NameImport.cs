using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <summary>The file of an import, for the chip of a list that is limited to its records.</summary>
public sealed class NameImport(UseCaseServices services) : UseCase<Guid, string>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<string>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken) =>
        acteur.SeesAll && await db.Imports.AsNoTracking().Where(i => i.Id == request).Select(i => i.NomFichier).SingleOrDefaultAsync(cancellationToken) is { } nom
            ? nom : Refus.Introuvable();
}
