using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <param name="Id">The import.</param>
/// <param name="Feuille">The sheet's name.</param>
public sealed record ChooseFeuilleRequest(Guid Id, string Feuille);

/// <summary>Reads another sheet of the workbook: columns, types and mapping are found anew.</summary>
public sealed class ChooseFeuille(UseCaseServices services, ImportIntake intake) : UseCase<ChooseFeuilleRequest, Done>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, ChooseFeuilleRequest request, CancellationToken cancellationToken)
    {
        var import = await db.Imports.SingleOrDefaultAsync(i => i.Id == request.Id, cancellationToken);
        if (import?.Analyse is null || !acteur.SeesAll) return Refus.Introuvable();
        if (!import.EstModifiable) throw new DomainException("Import_deja_lance");
        try
        {
            await intake.AnalyseAsync(db, import, import.Taille, import.Genre, request.Feuille, cancellationToken);
        }
        catch (UnreadableFileException unreadable)
        {
            return Refus.Regle(unreadable.Message);
        }

        // Reading takes seconds: a preview or the import may have been started meanwhile, with the sheet that stood there.
        if (await db.Imports.AnyAsync(i => i.Id == import.Id && i.JobId != import.JobId, cancellationToken)) throw new DomainException("Import_deja_lance");
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
