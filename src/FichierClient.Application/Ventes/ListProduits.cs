using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <param name="Texte">Part of the SKU or name.</param>
/// <param name="EstActif">Only those that are offered, or only those that no longer are; null: all.</param>
/// <param name="Page">Sorted by name.</param>
public sealed record ListProduitsRequest(string? Texte, bool? EstActif, PageRequest Page);

/// <summary>A produit of the catalogue. Prices HT, organisation's currency.</summary>
public sealed record ProduitRow(Guid Id, VersionLue Lue, string Sku, string Nom, decimal? Prix, decimal? Cout, decimal TauxTva, bool EstActif)
{
    /// <summary>Price minus cost; null when one isn't known.</summary>
    public decimal? Marge => Prix - Cout;

    /// <summary>Of the price, 0.25 for a quarter; null when one isn't known or the price is zero.</summary>
    public decimal? TauxDeMarge => Prix is > 0 ? Marge / Prix : null;
}

/// <summary>A page of the catalogue.</summary>
public sealed class ListProduits(UseCaseServices services) : UseCase<ListProduitsRequest, Page<ProduitRow>>(services)
{
    public const string TriParNom = "nom", TriParSku = "sku";

    protected override Permission Permission => Permission.ProduitsRead;

    protected override async Task<Outcome<Page<ProduitRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListProduitsRequest request, CancellationToken cancellationToken)
    {
        var produits = db.Produits.AsNoTracking();
        if (request.EstActif is { } actif) produits = produits.Where(p => p.EstActif == actif);
        var rows = await Turn(produits.WhereTexte(request.Texte), request.Page).Take(request.Page.Size + 1)
            .Select(p => new ProduitRow(p.Id, new VersionLue(p.Version, p.ModifieLe), p.Sku, p.Nom, p.Prix, p.Cout, p.TauxTva, p.EstActif)).ToListAsync(cancellationToken);
        return Page.Of(rows, request.Page, row => (request.Page.Sort == TriParSku ? row.Sku : row.Nom, row.Id));
    }

    private static IQueryable<Produit> Turn(IQueryable<Produit> produits, PageRequest page)
    {
        var (key, id) = (page.Cursor.Key, page.Cursor.Id);
        var down = page.Descending != page.Cursor.Backwards;
        var sku = page.Sort == TriParSku;
        if (page.Cursor.Move is PageMove.After or PageMove.Before or PageMove.From)
        {
            produits = down
                ? produits.Where(p => EF.Functions.LessThan(ValueTuple.Create(sku ? p.Sku : p.Nom, p.Id), ValueTuple.Create(key, id)))
                : produits.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(sku ? p.Sku : p.Nom, p.Id), ValueTuple.Create(key, id)));
        }

        return down ? produits.OrderByDescending(p => sku ? p.Sku : p.Nom).ThenByDescending(p => p.Id) : produits.OrderBy(p => sku ? p.Sku : p.Nom).ThenBy(p => p.Id);
    }
}

/// <summary>Produits that can be chosen for a line, by a part of their SKU or name.</summary>
public sealed class FindProduits(UseCaseServices services) : UseCase<string, IReadOnlyList<ProduitRow>>(services)
{
    private const int Shown = 12;

    protected override Permission Permission => Permission.ProduitsRead;

    protected override async Task<Outcome<IReadOnlyList<ProduitRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, string request, CancellationToken cancellationToken) =>
        Outcome.Of<IReadOnlyList<ProduitRow>>(await db.Produits.AsNoTracking().Where(p => p.EstActif).WhereTexte(request).OrderBy(p => p.Nom).Take(Shown)
            .Select(p => new ProduitRow(p.Id, new VersionLue(p.Version, p.ModifieLe), p.Sku, p.Nom, p.Prix, p.Cout, p.TauxTva, p.EstActif)).ToListAsync(cancellationToken));
}

/// <summary>Reads one produit, for its form.</summary>
public sealed class GetProduit(UseCaseServices services) : UseCase<Guid, ProduitRow>(services)
{
    protected override Permission Permission => Permission.ProduitsRead;

    protected override async Task<Outcome<ProduitRow>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken) =>
        await db.Produits.AsNoTracking().Where(p => p.Id == request)
            .Select(p => new ProduitRow(p.Id, new VersionLue(p.Version, p.ModifieLe), p.Sku, p.Nom, p.Prix, p.Cout, p.TauxTva, p.EstActif))
            .SingleOrDefaultAsync(cancellationToken) is { } row ? row : Refus.Introuvable();
}

internal static class ProduitFiltrage
{
    /// <summary>A catalogue counts thousands, not millions: a plain scan is enough.</summary>
    public static IQueryable<Produit> WhereTexte(this IQueryable<Produit> produits, string? texte)
    {
        foreach (var mot in (texte ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var partie = "%" + SqlText.Literal(mot) + "%";
            produits = produits.Where(p => EF.Functions.ILike(p.Nom, partie) || EF.Functions.ILike(p.Sku, partie));
        }

        return produits;
    }
}
