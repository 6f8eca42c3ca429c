using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <summary>The total of a list of ventes, to the cent: what a figure that opens onto it says.</summary>
/// <param name="Nombre">Ventes listed.</param>
/// <param name="Comptees">Those that count: valid ones.</param>
/// <param name="Montant">Their HT, organisation's currency, factures minus avoirs; with a filter on produits, their lines alone.</param>
public sealed record VentesTotal(int Nombre, int Comptees, decimal Montant);

/// <summary>Adds up every vente of a filter, whatever page is shown.</summary>
public sealed class TotalVentes(UseCaseServices services) : UseCase<VenteFiltre, VentesTotal>(services)
{
    protected override Permission Permission => Permission.VentesRead;

    protected override async Task<Outcome<VentesTotal>> ExecuteAsync(AppDbContext db, Acteur acteur, VenteFiltre request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var ventes = db.Ventes.AsNoTracking().VisibleTo(acteur, db).Where(request, db);
        var total = await ventes.GroupBy(_ => 1).Select(g => new
        {
            Nombre = g.Count(),
            Comptees = g.Count(v => EF.Property<bool>(v, VenteConfiguration.Comptee)),
            Centimes = g.Sum(v => EF.Property<bool>(v, VenteConfiguration.Comptee) ? EF.Property<long>(v, VenteConfiguration.Centimes) : 0),
        }).SingleOrDefaultAsync(cancellationToken);
        if (total is null) return new VentesTotal(0, 0, 0);
        var montant = request.Produits is { Count: > 0 } produits
            ? await ventes.Where(v => EF.Property<bool>(v, VenteConfiguration.Comptee)).SelectMany(v => v.Lignes).Where(l => produits.Contains(l.ProduitId)).SumAsync(l => l.Montant, cancellationToken)
            : total.Centimes / 100m;
        return new VentesTotal(total.Nombre, total.Comptees, montant);
    }
}

/// <param name="Filtre">The same as the list's.</param>
/// <param name="Exact">Counts beyond <see cref="RowCount.Cap"/> too.</param>
public sealed record CountVentesRequest(VenteFiltre Filtre, bool Exact = false);

/// <summary>How many ventes a list has.</summary>
public sealed class CountVentes(UseCaseServices services) : UseCase<CountVentesRequest, RowCount>(services)
{
    protected override Permission Permission => Permission.VentesRead;

    protected override async Task<Outcome<RowCount>> ExecuteAsync(AppDbContext db, Acteur acteur, CountVentesRequest request, CancellationToken cancellationToken)
    {
        var ventes = db.Ventes.VisibleTo(acteur, db).Where(request.Filtre, db);
        if (request.Exact) return new RowCount(await ventes.CountAsync(cancellationToken), IsExact: true);
        var count = await ventes.Take(RowCount.Cap + 1).CountAsync(cancellationToken);
        return count > RowCount.Cap ? new RowCount(RowCount.Cap, IsExact: false) : new RowCount(count, IsExact: true);
    }
}
