using FichierClient.Application.Data;
using FichierClient.Domain.TableauDeBord;
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
        """).Prepared().ToListAsync(cancellationToken);

    /// <summary>The sum of each stored period and day.</summary>
    public Task<List<PeriodeRow>> PeriodesAsync(IReadOnlyList<PeriodeStockee> periodes, CancellationToken cancellationToken)
    {
        var (parJour, cles) = (periodes.Select(p => p.ParJour).ToArray(), periodes.Select(p => p.Periode).ToArray());
        return db.Database.SqlQuery<PeriodeRow>($"""
            select c.par_jour, c.periode, sum(factures)::bigint factures, sum(avoirs)::bigint avoirs, sum(nb_factures)::integer nb_factures, sum(nb_avoirs)::integer nb_avoirs
            from unnest({parJour}, {cles}) p (par_jour, periode)
            join ca_commerciaux c on c.tenant_id = {db.TenantId} and c.par_jour = p.par_jour and c.periode = p.periode
            where (cardinality({commerciaux}) = 0 or commercial_id = any ({commerciaux})) and (cardinality({canaux}) = 0 or canal_id = any ({canaux}))
            group by 1, 2
            """).Prepared().ToListAsync(cancellationToken);
    }

    /// <summary>CA of each commercial in each of these months, which may be cut short by a day.</summary>
    public Task<List<CommercialMoisRow>> CommerciauxAsync(IReadOnlyList<Plage> mois, DateOnly today, CancellationToken cancellationToken)
    {
        List<(DateOnly Mois, PeriodeStockee Cle)> parts = [.. mois.SelectMany(m => Decoupage.Of(m, today).Parts.Select(p => (m.Du, p)))];
        var (parJour, cles) = (parts.Select(p => p.Cle.ParJour).ToArray(), parts.Select(p => p.Cle.Periode).ToArray());
        var (signes, debuts) = (parts.Select(p => p.Cle.Signe).ToArray(), parts.Select(p => p.Mois).ToArray());
        return db.Database.SqlQuery<CommercialMoisRow>($"""
            select commercial_id, p.mois, sum(p.signe * (factures + avoirs))::bigint centimes
            from unnest({parJour}, {cles}, {signes}, {debuts}) p (par_jour, periode, signe, mois)
            join ca_commerciaux c on c.tenant_id = {db.TenantId} and c.par_jour = p.par_jour and c.periode = p.periode
            group by 1, 2
            """).Prepared().ToListAsync(cancellationToken);
    }

    /// <summary>The sums of these parts by commercial, canal, département and produit, in one round trip.</summary>
    /// <param name="parts">Months, windows and days. Days only without a filter: départements and produits aren't kept by day for each of its values.</param>
    /// <param name="filtres"><see cref="Filtres"/>.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<List<DimensionRow>> DimensionsAsync(IReadOnlyList<PeriodeStockee> parts, Guid[] filtres, CancellationToken cancellationToken)
    {
        var (parJour, cles, signes) = (parts.Select(p => p.ParJour).ToArray(), parts.Select(p => p.Periode).ToArray(), parts.Select(p => p.Signe).ToArray());
        return db.Database.SqlQuery<DimensionRow>($"""
            with p as (select * from unnest({parJour}, {cles}, {signes}) p (par_jour, periode, signe)),
            c as materialized (
                select commercial_id, canal_id, sum(signe * factures) factures, sum(signe * avoirs) avoirs, sum(signe * nb_factures) nb_factures, sum(signe * nb_avoirs) nb_avoirs
                from p join ca_commerciaux c on c.tenant_id = {db.TenantId} and c.par_jour = p.par_jour and c.periode = p.periode
                where (cardinality({commerciaux}) = 0 or commercial_id = any ({commerciaux})) and (cardinality({canaux}) = 0 or canal_id = any ({canaux}))
                group by 1, 2),
            s (dimension, id, code, factures, avoirs, nb_factures, nb_avoirs) as (
                select {(int)Dimension.Commercial}, nullif(commercial_id, {Guid.Empty}), null, factures, avoirs, nb_factures, nb_avoirs from c
                union all
                select {(int)Dimension.Canal}, nullif(canal_id, {Guid.Empty}), null, factures, avoirs, nb_factures, nb_avoirs from c
                union all
                select {(int)Dimension.Departement}, null, nullif(departement, ''), signe * factures, signe * avoirs, signe * nb_factures, signe * nb_avoirs
                from p join ca_departements d on d.tenant_id = {db.TenantId} and d.filtre = any ({filtres}) and d.par_jour = p.par_jour and d.periode = p.periode
                union all
                select {(int)Dimension.Produit}, nullif(produit_id, {Guid.Empty}), null, signe * factures, signe * avoirs, signe * nb_factures, signe * nb_avoirs
                from p join ca_produits d on d.tenant_id = {db.TenantId} and d.filtre = any ({filtres}) and d.par_jour = p.par_jour and d.periode = p.periode)
            select dimension, id, code, sum(factures)::bigint factures, sum(avoirs)::bigint avoirs, sum(nb_factures)::integer nb_factures, sum(nb_avoirs)::integer nb_avoirs
            from s group by 1, 2, 3
            """).Prepared().ToListAsync(cancellationToken);
    }
}
