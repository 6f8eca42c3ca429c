using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <param name="Id">The import.</param>
/// <param name="Genre">What its rows are.</param>
/// <param name="Correspondance">Null: proposed again from the headers, for this kind.</param>
public sealed record MapImportRequest(Guid Id, GenreImport Genre, CorrespondanceImport? Correspondance);

/// <summary>Says which column goes into which field; answers what the file left open.</summary>
public sealed class MapImport(UseCaseServices services) : UseCase<MapImportRequest, Done>(services)
{
    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, MapImportRequest request, CancellationToken cancellationToken)
    {
        var import = await db.Imports.SingleOrDefaultAsync(i => i.Id == request.Id, cancellationToken);
        if (import?.Analyse is null || !acteur.SeesAll) return Refus.Introuvable();
        var file = ImportReading.FileOf(import)!;
        try
        {
            var mapping = request.Correspondance ?? MappingProposal.Propose(file, request.Genre);
            LectureColonnes.Build(file, request.Genre, mapping);
            import.Map(request.Genre, mapping.ToJson());
        }
        catch (UnreadableFileException unreadable)
        {
            return Refus.Regle(unreadable.Message);
        }

        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
