using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <summary>An entry of a list of the organisation.</summary>
public sealed record VenteReference(Guid Id, string Nom);

/// <summary>What filters and forms of ventes offer. Withdrawn members have ventes too: they are named last.</summary>
public sealed record VenteReferences(
    IReadOnlyList<VenteReference> Membres, IReadOnlyList<VenteReference> Equipes, IReadOnlyList<VenteReference> Canaux,
    IReadOnlyList<VenteReference> Etiquettes, IReadOnlyList<VenteReference> Produits, string Devise);

/// <summary>Reads the organisation's lists that ventes refer to.</summary>
public sealed class ListVenteReferences(UseCaseServices services) : UseCase<NoRequest, VenteReferences>(services)
{
    private const int MaxProduits = 500;

    protected override Permission Permission => Permission.VentesRead;

    protected override async Task<Outcome<VenteReferences>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        return new VenteReferences(
            await db.Membres.OrderBy(m => m.RetireLe != null).ThenBy(m => m.Nom).Select(m => new VenteReference(m.Id, m.Nom)).ToListAsync(cancellationToken),
            await db.Equipes.OrderBy(e => e.Nom).Select(e => new VenteReference(e.Id, e.Nom)).ToListAsync(cancellationToken),
            await db.Canaux.OrderBy(c => c.Nom).Select(c => new VenteReference(c.Id, c.Nom)).ToListAsync(cancellationToken),
            await db.Etiquettes.OrderBy(e => e.Nom).Select(e => new VenteReference(e.Id, e.Nom)).ToListAsync(cancellationToken),
            await db.Produits.OrderBy(p => p.Nom).Take(MaxProduits).Select(p => new VenteReference(p.Id, p.Nom)).ToListAsync(cancellationToken),
            await db.Organisations.Select(o => o.Devise).SingleAsync(cancellationToken));
    }
}
