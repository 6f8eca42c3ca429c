using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Engine;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports;

/// <summary>A line of the list of imports.</summary>
public sealed record ImportRow(Guid Id, string NomFichier, GenreImport Genre, StatutImport Statut, DateTimeOffset CreeLe, string? Membre, string Source, BilanImport? Bilan);

/// <summary>The last imports, newest first.</summary>
public sealed class ListImports(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<ImportRow>>(services)
{
    private const int Shown = 100;

    protected override Permission Permission => Permission.ImportsRun;

    protected override async Task<Outcome<IReadOnlyList<ImportRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        // Who sees a part of the file may not know what came into the whole of it.
        if (!acteur.SeesAll) return Outcome.Of<IReadOnlyList<ImportRow>>([]);
        var rows = await db.Imports.AsNoTracking().Where(i => i.Analyse != null || i.FichierSupprimeLe != null || i.FichierReduitLe != null).OrderByDescending(i => i.CreeLe).ThenByDescending(i => i.Id).Take(Shown)
            .Select(i => new { i.Id, i.NomFichier, i.Genre, i.Statut, i.CreeLe, Membre = db.Membres.Where(m => m.Id == i.MembreId).Select(m => m.Nom).FirstOrDefault(), i.Source, i.Bilan })
            .ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<ImportRow>>([.. rows.Select(i => new ImportRow(
            i.Id, i.NomFichier, i.Genre, i.Statut, i.CreeLe, i.Membre, i.Source, i.Bilan is null ? null : BilanImport.Parse(i.Bilan)))]);
    }
}
