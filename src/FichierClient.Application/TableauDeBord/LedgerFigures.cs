using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Ventes;
using FichierClient.Domain.TableauDeBord;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.TableauDeBord;

/// <summary>
/// Sums from the ventes themselves, by the very predicates of their list: for readers who see a part of the file, for
/// filters that no stored sum knows, and for the days at the ends of a period.
/// </summary>
internal sealed class LedgerFigures(AppDbContext db, Acteur acteur, TableauFiltre filtre)
{
    /// <summary>The ventes of these days that the reader may open and that count.</summary>
    /// <remarks>The generated column says what the trash filter and the status say, and stands in the index: no row is visited.</remarks>
    public IQueryable<Vente> Ventes(Plage plage) => db.Ventes.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).AsNoTracking().VisibleTo(acteur, db)
        .Where(v => EF.Property<bool>(v, VenteConfiguration.Comptee)).Where(filtre.Ventes(plage) with { Statut = null }, db);

    /// <summary>The same on given days.</summary>
    public IQueryable<Vente> Ventes(IReadOnlyList<DateOnly> jours) =>
        Ventes(new Plage(jours.Min(), jours.Max())).Where(v => jours.Contains(v.Date));

    public static async Task<Dictionary<DateOnly, Cumul>> ParJourAsync(IQueryable<Vente> ventes, CancellationToken cancellationToken) =>
        (await ventes.GroupBy(v => v.Date).Select(g => new JourRow
        {
            Jour = g.Key,
            Factures = g.Sum(v => v.Type == TypeVente.Facture ? EF.Property<long>(v, VenteConfiguration.Centimes) : 0),
            Avoirs = g.Sum(v => v.Type == TypeVente.Avoir ? EF.Property<long>(v, VenteConfiguration.Centimes) : 0),
            NbFactures = g.Count(v => v.Type == TypeVente.Facture),
            NbAvoirs = g.Count(v => v.Type == TypeVente.Avoir),
        }).ToListAsync(cancellationToken)).ToDictionary(r => r.Jour, r => r.Cumul);

    public Task<List<CelluleRow>> CellulesAsync(IQueryable<Vente> ventes, CancellationToken cancellationToken) =>
        (from v in ventes
         join e in db.Entreprises on new { v.TenantId, Id = v.EntrepriseId } equals new { e.TenantId, e.Id }
         group new { v.Type, Centimes = EF.Property<long>(v, VenteConfiguration.Centimes) } by new { v.CommercialId, e.CanalId, e.Departement } into g
         select new CelluleRow
         {
             CommercialId = g.Key.CommercialId,
             CanalId = g.Key.CanalId,
             Departement = g.Key.Departement,
             Factures = g.Sum(v => v.Type == TypeVente.Facture ? v.Centimes : 0),
             Avoirs = g.Sum(v => v.Type == TypeVente.Avoir ? v.Centimes : 0),
             NbFactures = g.Count(v => v.Type == TypeVente.Facture),
             NbAvoirs = g.Count(v => v.Type == TypeVente.Avoir),
         }).ToListAsync(cancellationToken);

    /// <summary>From the lines: here the numbers count lines.</summary>
    public Task<List<ProduitSommeRow>> ProduitsAsync(IQueryable<Vente> ventes, CancellationToken cancellationToken) =>
        (from v in ventes
         join l in db.Set<LigneVente>() on new { v.TenantId, v.Id } equals new { l.TenantId, Id = l.VenteId }
         group new { v.Type, Centimes = (long)(l.Montant * 100) } by l.ProduitId into g
         select new ProduitSommeRow
         {
             ProduitId = g.Key,
             Factures = g.Sum(l => l.Type == TypeVente.Facture ? l.Centimes : 0),
             Avoirs = g.Sum(l => l.Type == TypeVente.Avoir ? l.Centimes : 0),
             NbFactures = g.Count(l => l.Type == TypeVente.Facture),
             NbAvoirs = g.Count(l => l.Type == TypeVente.Avoir),
         }).ToListAsync(cancellationToken);
}
