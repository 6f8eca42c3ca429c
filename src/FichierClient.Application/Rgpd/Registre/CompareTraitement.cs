using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Registre;

/// <param name="Id">The sheet.</param>
/// <param name="Avant">Number of a version; 0: the draft.</param>
/// <param name="Apres">Number of a version; 0: the draft.</param>
public sealed record CompareTraitementRequest(Guid Id, int Avant, int Apres);

/// <summary>A line that two texts of a sheet differ in.</summary>
public sealed record DifferenceRow(string Section, string Libelle, string? Avant, string? Apres);

/// <summary>What changed from one version of a sheet to another.</summary>
public sealed class CompareTraitement(UseCaseServices services) : UseCase<CompareTraitementRequest, IReadOnlyList<DifferenceRow>>(services)
{
    protected override Permission Permission => Permission.RegistreRead;

    protected override async Task<Outcome<IReadOnlyList<DifferenceRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, CompareTraitementRequest request, CancellationToken cancellationToken) =>
        await FicheAsync(db, request.Id, request.Avant, cancellationToken) is { } avant && await FicheAsync(db, request.Id, request.Apres, cancellationToken) is { } apres
            ? Outcome.Of<IReadOnlyList<DifferenceRow>>([.. FicheLecture.Compare(avant, apres).Select(d => new DifferenceRow(d.Section, d.Libelle, d.Avant, d.Apres))])
            : Refus.Introuvable();

    private static async Task<FicheTraitement?> FicheAsync(AppDbContext db, Guid id, int numero, CancellationToken cancellationToken) => numero == 0
        ? await DraftAsync(db, id, cancellationToken)
        : (await db.TraitementVersions.AsNoTracking().SingleOrDefaultAsync(v => v.TraitementId == id && v.Numero == numero, cancellationToken))?.Fiche;

    /// <summary>A draft would be validated with who answers now.</summary>
    private static async Task<FicheTraitement?> DraftAsync(AppDbContext db, Guid id, CancellationToken cancellationToken)
    {
        if ((await db.Traitements.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancellationToken))?.Fiche is not { } fiche) return null;
        fiche.Acteurs = [.. (await ActeursLecture.AllAsync(db, cancellationToken)).Select(a => a.Figer())];
        return fiche;
    }
}
