using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <summary>Moves produits to the trash; gives how many there were. Ventes keep their lines.</summary>
public sealed class TrashProduits(UseCaseServices services) : UseCase<IReadOnlyCollection<Guid>, int>(services)
{
    protected override Permission Permission => Permission.ProduitsEdit;

    protected override async Task<Outcome<int>> ExecuteAsync(AppDbContext db, Acteur acteur, IReadOnlyCollection<Guid> request, CancellationToken cancellationToken)
    {
        var produits = await db.Produits.Where(p => request.Contains(p.Id)).ToListAsync(cancellationToken);
        foreach (var produit in produits) produit.MoveToTrash(Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return produits.Count;
    }
}

/// <summary>Takes produits back out of the trash; gives how many there were.</summary>
public sealed class RestoreProduits(UseCaseServices services) : UseCase<IReadOnlyCollection<Guid>, int>(services)
{
    protected override Permission Permission => Permission.ProduitsEdit;

    protected override async Task<Outcome<int>> ExecuteAsync(AppDbContext db, Acteur acteur, IReadOnlyCollection<Guid> request, CancellationToken cancellationToken)
    {
        var produits = await db.Produits.IgnoreQueryFilters([AppDbContext.CorbeilleFilter])
            .Where(p => request.Contains(p.Id) && p.SupprimeLe != null).ToListAsync(cancellationToken);
        foreach (var produit in produits) produit.Restore();
        await db.SaveChangesAsync(cancellationToken);
        return produits.Count;
    }
}
