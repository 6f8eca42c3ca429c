using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>Moves entreprises to the trash; gives how many there were.</summary>
public sealed class TrashEntreprises(UseCaseServices services) : UseCase<IReadOnlyCollection<Guid>, int>(services)
{
    protected override Permission Permission => Permission.EntreprisesDelete;

    protected override async Task<Outcome<int>> ExecuteAsync(AppDbContext db, Acteur acteur, IReadOnlyCollection<Guid> request, CancellationToken cancellationToken)
    {
        var entreprises = await db.Entreprises.VisibleTo(acteur).Usable().Where(e => request.Contains(e.Id)).ToListAsync(cancellationToken);
        foreach (var entreprise in entreprises) entreprise.MoveToTrash(Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return entreprises.Count;
    }
}

/// <summary>Takes entreprises back out of the trash; gives how many there were.</summary>
public sealed class RestoreEntreprises(UseCaseServices services) : UseCase<IReadOnlyCollection<Guid>, int>(services)
{
    protected override Permission Permission => Permission.EntreprisesDelete;

    protected override async Task<Outcome<int>> ExecuteAsync(AppDbContext db, Acteur acteur, IReadOnlyCollection<Guid> request, CancellationToken cancellationToken)
    {
        var entreprises = await db.Entreprises.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).VisibleTo(acteur)
            .Where(e => request.Contains(e.Id) && e.SupprimeLe != null && e.SurvivantId == null).ToListAsync(cancellationToken);
        foreach (var entreprise in entreprises) entreprise.Restore();
        await db.SaveChangesAsync(cancellationToken);
        return entreprises.Count;
    }
}
