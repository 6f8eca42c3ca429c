using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <param name="Id">The import.</param>
/// <param name="Apercu">The preview's rows, else the run's.</param>
/// <param name="Issue">One outcome only; null: all.</param>
/// <param name="Apres">Rows behind this one; null: from the first.</param>
public sealed record ListImportLignesRequest(Guid Id, bool Apercu, IssueLigne? Issue, long? Apres);

/// <summary>A row of the preview or the report.</summary>
public sealed record ImportLigneRow(long Rang, long Ligne, IssueLigne Issue, string Texte);

/// <summary>The rows that the preview or the run tells about: every refused one, the first ones of each other outcome; fifty at a time.</summary>
public sealed class ListImportLignes(UseCaseServices services) : UseCase<ListImportLignesRequest, IReadOnlyList<ImportLigneRow>>(services)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<IReadOnlyList<ImportLigneRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListImportLignesRequest request, CancellationToken cancellationToken)
    {
        if (!acteur.SeesAll || !await db.Imports.AnyAsync(i => i.Id == request.Id, cancellationToken)) return Refus.Introuvable();
        var rows = db.ImportLignes.AsNoTracking().Where(l => l.ImportId == request.Id && l.EstApercu == request.Apercu);
        if (request.Issue is { } issue) rows = rows.Where(l => l.Issue == issue);
        if (request.Apres is { } apres) rows = rows.Where(l => l.Rang > apres);
        return Outcome.Of<IReadOnlyList<ImportLigneRow>>(
            await rows.OrderBy(l => l.Rang).Take(PageSize).Select(l => new ImportLigneRow(l.Rang, l.Ligne, l.Issue, l.Texte)).ToListAsync(cancellationToken));
    }
}
