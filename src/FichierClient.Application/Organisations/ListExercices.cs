using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record ListExercicesRequest;

/// <param name="Id">The period.</param>
/// <param name="Nom">Such as "2026".</param>
/// <param name="Debut">First day.</param>
/// <param name="Fin">Last day, included.</param>
public sealed record ExerciceRow(Guid Id, string Nom, DateOnly Debut, DateOnly Fin);

/// <summary>The organisation's fiscal periods, the latest first.</summary>
public sealed class ListExercices(UseCaseServices services) : UseCase<ListExercicesRequest, IReadOnlyList<ExerciceRow>>(services)
{
    protected override Permission Permission => Permission.FiguresRead;

    protected override async Task<Outcome<IReadOnlyList<ExerciceRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListExercicesRequest request, CancellationToken cancellationToken)
    {
        var rows = await db.Exercices.AsNoTracking().OrderByDescending(e => e.Debut)
            .Select(e => new ExerciceRow(e.Id, e.Nom, e.Debut, e.Fin)).ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<ExerciceRow>>(rows);
    }
}
