using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

/// <param name="WithWithdrawn">Also those who left.</param>
public sealed record ListMembresRequest(bool WithWithdrawn = false);

public sealed record MembreRow(Guid Id, string Nom, string Email, Role Role, Guid? EquipeId, string? Equipe, DateTimeOffset DepuisLe, DateTimeOffset? RetireLe, bool EstMoi);

/// <summary>Who is in the organisation, by name.</summary>
public sealed class ListMembres(UseCaseServices services) : UseCase<ListMembresRequest, IReadOnlyList<MembreRow>>(services)
{
    protected override Permission Permission => Permission.MembresManage;

    protected override async Task<Outcome<IReadOnlyList<MembreRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListMembresRequest request, CancellationToken cancellationToken)
    {
        var rows = await db.Membres.AsNoTracking()
            .Where(m => request.WithWithdrawn || m.RetireLe == null)
            .OrderBy(m => m.RetireLe != null).ThenBy(m => m.Nom).ThenBy(m => m.Id)
            .Select(m => new MembreRow(
                m.Id, m.Nom, m.Email, m.Role, m.EquipeId,
                db.Equipes.Where(e => e.Id == m.EquipeId).Select(e => e.Nom).FirstOrDefault(),
                m.DepuisLe, m.RetireLe, m.Id == acteur.MembreId))
            .ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<MembreRow>>(rows);
    }
}
