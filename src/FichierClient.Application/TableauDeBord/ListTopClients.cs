using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Figures;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.TableauDeBord;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.TableauDeBord;

public sealed record ListTopClientsRequest(TableauFiltre Filtre);

/// <param name="Id">The entreprise.</param>
/// <param name="Nom">Its name.</param>
/// <param name="Ca">Of the period, as the filter limits it.</param>
/// <param name="Avant">Of the period before; null when there is none.</param>
/// <param name="Mois">Its CA in 12 calendar months, oldest first; the last one is the month in which the period ends.</param>
/// <param name="EstNouveau">Its first facture is of the period; of a period of a year or more, nothing the year before is enough.</param>
public sealed record TopClientRow(Guid Id, string Nom, decimal Ca, decimal? Avant, IReadOnlyList<decimal> Mois, bool EstNouveau);

/// <summary>The ten clients with the largest CA of the period.</summary>
public sealed class ListTopClients(UseCaseServices services, FiguresClock figures) : UseCase<ListTopClientsRequest, IReadOnlyList<TopClientRow>>(services)
{
    private const int Shown = 10, Step = 100, Steps = 20, WalkedDays = 45;

    protected override Permission Permission => Permission.FiguresRead;

    protected override async Task<Outcome<IReadOnlyList<TopClientRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListTopClientsRequest request, CancellationToken cancellationToken)
    {
        var today = await figures.TodayAsync(db, cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var periode = await db.PeriodeAsync(request.Filtre, today, cancellationToken);
        var filtre = await db.WithMembersAsync(request.Filtre, cancellationToken);
        var ledger = new LedgerFigures(db, acteur, filtre);
        var top = KnowsStats(filtre, periode, today)
            ? await FromStatsAsync(db, acteur, filtre, cancellationToken)
            : await WalkAsync(db, acteur, filtre, ledger, periode.Plage, today, cancellationToken)
                ?? await Sums(ledger.Ventes(periode.Plage)).Where(s => s.Centimes > 0).OrderByDescending(s => s.Centimes).ThenByDescending(s => s.Id).Take(Shown).ToListAsync(cancellationToken);
        List<Guid> ids = [.. top.Select(t => t.Id)];
        var noms = await db.Entreprises.Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, e.RaisonSociale }).Prepared().ToDictionaryAsync(e => e.Id, e => e.RaisonSociale, cancellationToken);
        var premieres = !periode.EstCourte ? [] : await db.EntrepriseStats.Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.PremiereVente, cancellationToken);
        var (avant, mois) = KnowsStats(filtre, periode, today) && periode.Precedente == Plage.DouzeMois(today.AddYears(-1))
            ? await StatsBesideAsync(db, ids, today, cancellationToken)
            : await BesideAsync(ledger, ids, periode.Precedente, Plage.MoisDe(periode.Plage.Au).Inter(new Plage(DateOnly.MinValue, today)), cancellationToken);
        return Outcome.Of<IReadOnlyList<TopClientRow>>([.. top.Where(t => noms.ContainsKey(t.Id)).Select(t => new TopClientRow(
            t.Id, noms[t.Id], t.Centimes / 100m, periode.Precedente is null ? null : avant(t.Id), mois(t.Id),
            !periode.EstCourte || premieres.GetValueOrDefault(t.Id) >= periode.Plage.Du))]);
    }

    // The stored figure of an entreprise is of the 12 months that end today, and of all its ventes whoever made them.
    private static bool KnowsStats(TableauFiltre filtre, Periode periode, DateOnly today) =>
        periode.Plage == Plage.DouzeMois(today) && filtre.Commerciaux.Count == 0;

    private static Task<List<Somme>> FromStatsAsync(AppDbContext db, Acteur acteur, TableauFiltre filtre, CancellationToken cancellationToken) =>
        (from s in db.EntrepriseStats
         join e in Entreprises(db, acteur, filtre) on new { s.TenantId, s.Id } equals new { e.TenantId, e.Id }
         where s.Ca12m > 0
         orderby s.Ca12m descending, s.Id descending
         select new Somme { Id = s.Id, Centimes = s.Ca12m }).Take(Shown).ToListAsync(cancellationToken);

    private static IQueryable<Entreprise> Entreprises(AppDbContext db, Acteur acteur, TableauFiltre filtre)
    {
        var entreprises = db.Entreprises.VisibleTo(acteur);
        if (filtre.Canaux is { Count: > 0 } canaux)
        {
            List<Guid> known = [.. canaux.OfType<Guid>()];
            entreprises = known.Count == canaux.Count ? entreprises.Where(e => known.Contains(e.CanalId!.Value)) : entreprises.Where(e => canaux.Contains(e.CanalId));
        }

        return filtre.Etiquettes is { Count: > 0 } etiquettes ? entreprises.Where(e => e.Etiquettes.Any(t => etiquettes.Contains(t.EtiquetteId))) : entreprises;
    }

    /// <summary>
    /// What commerciaux sold to an entreprise in a period is at most all its factures: those with the largest are read first,
    /// until nobody further down can reach the tenth. Null: too far down to walk, as in a period so short that reading it is cheaper.
    /// </summary>
    private static async Task<List<Somme>?> WalkAsync(
        AppDbContext db, Acteur acteur, TableauFiltre filtre, LedgerFigures ledger, Plage plage, DateOnly today, CancellationToken cancellationToken)
    {
        if (plage.Jours < WalkedDays) return null;
        var bounds = plage == Plage.DouzeMois(today)
            ? db.EntrepriseStats.Select(s => new { s.TenantId, s.Id, Factures = s.Factures12m })
            : db.EntrepriseStats.Select(s => new { s.TenantId, s.Id, Factures = s.FacturesTotal });
        List<Somme> best = [];
        var (bound, last) = (long.MaxValue, Guid.AllBitsSet);
        for (var steps = 0; steps < Steps; steps++)
        {
            var next = await (
                from s in bounds
                join e in Entreprises(db, acteur, filtre) on new { s.TenantId, s.Id } equals new { e.TenantId, e.Id }
                where s.Factures > 0 && EF.Functions.LessThan(ValueTuple.Create(s.Factures, s.Id), ValueTuple.Create(bound, last))
                orderby s.Factures descending, s.Id descending
                select new Somme { Id = s.Id, Centimes = s.Factures }).Take(Step).ToListAsync(cancellationToken);
            List<Guid> ids = [.. next.Select(n => n.Id)];
            var parts = await Sums(ledger.Ventes(plage).Where(v => ids.Contains(v.EntrepriseId))).Where(s => s.Centimes > 0).ToListAsync(cancellationToken);
            best = [.. best.Concat(parts).OrderByDescending(s => s.Centimes).ThenByDescending(s => s.Id.ToString(), StringComparer.Ordinal).Take(Shown)];
            if (next.Count < Step) return best;
            (bound, last) = (next[^1].Centimes, next[^1].Id);
            if (best.Count == Shown && best[^1].Centimes > bound) return best;
        }

        return null;
    }

    private static IQueryable<Somme> Sums(IQueryable<Vente> ventes) =>
        ventes.GroupBy(v => v.EntrepriseId).Select(g => new Somme { Id = g.Key, Centimes = g.Sum(v => EF.Property<long>(v, VenteConfiguration.Centimes)) });

    private static async Task<(Func<Guid, decimal> Avant, Func<Guid, IReadOnlyList<decimal>> Mois)> StatsBesideAsync(AppDbContext db, List<Guid> ids, DateOnly today, CancellationToken cancellationToken)
    {
        var stats = await db.EntrepriseStats.Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.Ca12mPrecedents, s.DouzeMois, s.Mois }).Prepared().ToDictionaryAsync(s => s.Id, cancellationToken);
        return (id => stats[id].Ca12mPrecedents / 100m, id => EntrepriseStats.Douze(stats[id].DouzeMois, stats[id].Mois, today));
    }

    /// <summary>What stands beside the CA of these entreprises: that of the period before, and the twelve months that end with <paramref name="last"/>.</summary>
    private static async Task<(Func<Guid, decimal> Avant, Func<Guid, IReadOnlyList<decimal>> Mois)> BesideAsync(
        LedgerFigures ledger, List<Guid> ids, Plage? precedente, Plage last, CancellationToken cancellationToken)
    {
        var douze = new Plage(last.Du.AddMonths(-11), last.Au);
        var avant = precedente ?? douze;
        var sums = await ledger.Ventes(new Plage(avant.Du < douze.Du ? avant.Du : douze.Du, avant.Au > douze.Au ? avant.Au : douze.Au)).Where(v => ids.Contains(v.EntrepriseId))
            .GroupBy(v => new { v.EntrepriseId, v.Date.Year, v.Date.Month })
            .Select(g => new
            {
                Id = g.Key.EntrepriseId,
                Mois = new { g.Key.Year, g.Key.Month },
                Avant = g.Sum(v => v.Date >= avant.Du && v.Date <= avant.Au ? EF.Property<long>(v, VenteConfiguration.Centimes) : 0),
                Douze = g.Sum(v => v.Date >= douze.Du && v.Date <= douze.Au ? EF.Property<long>(v, VenteConfiguration.Centimes) : 0),
            }).ToListAsync(cancellationToken);
        var (avants, mois) = (sums.ToLookup(s => s.Id, s => s.Avant), sums.ToDictionary(s => (s.Id, s.Mois.Year, s.Mois.Month), s => s.Douze));
        return (id => avants[id].Sum() / 100m, id => [.. Enumerable.Range(0, 12).Select(douze.Du.AddMonths).Select(m => mois.GetValueOrDefault((id, m.Year, m.Month)) / 100m)]);
    }

    private sealed class Somme
    {
        public Guid Id { get; init; }
        public long Centimes { get; init; }
    }
}
