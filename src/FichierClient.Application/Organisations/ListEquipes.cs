using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record ListEquipesRequest;

public sealed record EquipeRow(Guid Id, string Nom, int Membres);

/// <summary>Teams by name, with their number of active members.</summary>
public sealed class ListEquipes(UseCaseServices services) : UseCase<ListEquipesRequest, IReadOnlyList<EquipeRow>>(services)
{
    // Filters of lists and of the dashboard offer the teams as well.
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<IReadOnlyList<EquipeRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListEquipesRequest request, CancellationToken cancellationToken)
    {
        var rows = await db.Equipes.AsNoTracking().OrderBy(e => e.Nom)
            .Select(e => new EquipeRow(e.Id, e.Nom, db.Membres.Count(m => m.EquipeId == e.Id && m.RetireLe == null)))
            .ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<EquipeRow>>(rows);
    }
}
