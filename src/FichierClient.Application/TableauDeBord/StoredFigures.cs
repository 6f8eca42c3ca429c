using FichierClient.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.TableauDeBord;

/// <summary>
/// Sums that the triggers keep, for who sees the whole file. Unknown commercial, canal and produit are stored as the empty
/// id, an unknown département as the empty text (migration AddFigures).
/// </summary>
/// <param name="db">The organisation's context.</param>
/// <param name="commerciaux">Only these; none for all.</param>
/// <param name="canaux">Only these; none for all.</param>
internal sealed class StoredFigures(AppDbContext db, Guid[] commerciaux, Guid[] canaux)
{
    private static readonly Guid Tout = Guid.AllBitsSet;

    /// <summary>What départements and produits are stored by and add up: everything, commerciaux or canaux. Null: the filter isn't one of these.</summary>
    public Guid[]? Filtres => (commerciaux, canaux) switch
    {
        ([], []) => [Tout],
        (_, []) when !commerciaux.Contains(Guid.Empty) => commerciaux,
        ([], _) when !canaux.Contains(Guid.Empty) => canaux,
        _ => null,
    };

    public bool LimitsRows => commerciaux.Length > 0 || canaux.Length > 0;

    /// <summary>Sums by day, without any filter.</summary>
    public Task<List<JourRow>> JoursAsync(DateOnly du, DateOnly au, CancellationToken cancellationToken) => db.Database.SqlQuery<JourRow>($"""
        select jour, factures, avoirs, nb_factures, nb_avoirs from ca_jours where tenant_id = {db.TenantId} and jour between {du} and {au}
        """).ToListAsync(cancellationToken);

    /// <summary>Sums by stored period.</summary>
    public Task<List<JourRow>> PeriodesAsync(DateOnly[] periodes, CancellationToken cancellationToken) => db.Database.SqlQuery<JourRow>($"""
        select periode jour, sum(factures)::bigint factures, sum(avoirs)::bigint avoirs, sum(nb_factures)::integer nb_factures, sum(nb_avoirs)::integer nb_avoirs
        from ca_commerciaux where tenant_id = {db.TenantId} and periode = any ({periodes})
        and (cardinality({commerciaux}) = 0 or commercial_id = any ({commerciaux})) and (cardinality({canaux}) = 0 or canal_id = any ({canaux}))
        group by periode
        """).ToListAsync(cancellationToken);

    /// <summary>Sums by commercial and canal, without the département.</summary>
    public Task<List<CelluleRow>> CellulesAsync(DateOnly[] periodes, CancellationToken cancellationToken) => db.Database.SqlQuery<CelluleRow>($"""
        select nullif(commercial_id, {Guid.Empty}) commercial_id, nullif(canal_id, {Guid.Empty}) canal_id, null::text departement,
            sum(factures)::bigint factures, sum(avoirs)::bigint avoirs, sum(nb_factures)::integer nb_factures, sum(nb_avoirs)::integer nb_avoirs
        from ca_commerciaux where tenant_id = {db.TenantId} and periode = any ({periodes})
        and (cardinality({commerciaux}) = 0 or commercial_id = any ({commerciaux})) and (cardinality({canaux}) = 0 or canal_id = any ({canaux}))
        group by 1, 2
        """).ToListAsync(cancellationToken);

    /// <summary>Sums by commercial and stored period.</summary>
    public Task<List<CommercialMoisRow>> CommerciauxAsync(DateOnly[] periodes, CancellationToken cancellationToken) => db.Database.SqlQuery<CommercialMoisRow>($"""
        select commercial_id, periode mois, sum(factures + avoirs)::bigint centimes
        from ca_commerciaux where tenant_id = {db.TenantId} and periode = any ({periodes}) group by 1, 2
        """).ToListAsync(cancellationToken);

    public Task<List<CelluleRow>> DepartementsAsync(DateOnly[] periodes, Guid[] filtres, CancellationToken cancellationToken) => db.Database.SqlQuery<CelluleRow>($"""
        select null::uuid commercial_id, null::uuid canal_id, nullif(departement, '') departement,
            sum(factures)::bigint factures, sum(avoirs)::bigint avoirs, sum(nb_factures)::integer nb_factures, sum(nb_avoirs)::integer nb_avoirs
        from ca_departements where tenant_id = {db.TenantId} and filtre = any ({filtres}) and periode = any ({periodes}) group by departement
        """).ToListAsync(cancellationToken);

    public Task<List<ProduitSommeRow>> ProduitsAsync(DateOnly[] periodes, Guid[] filtres, CancellationToken cancellationToken) => db.Database.SqlQuery<ProduitSommeRow>($"""
        select nullif(produit_id, {Guid.Empty}) produit_id,
            sum(factures)::bigint factures, sum(avoirs)::bigint avoirs, sum(nb_factures)::integer nb_factures, sum(nb_avoirs)::integer nb_avoirs
        from ca_produits where tenant_id = {db.TenantId} and filtre = any ({filtres}) and periode = any ({periodes}) group by produit_id
        """).ToListAsync(cancellationToken);
}
