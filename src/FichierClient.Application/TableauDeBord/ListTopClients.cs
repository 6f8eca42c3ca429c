using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Figures;
using FichierClient.Application.Ventes;
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
public sealed record TopClientRow(Guid Id, string Nom, decimal Ca, decimal? Avant, IReadOnlyList<decimal> Mois);

/// <summary>The ten clients with the largest CA of the period.</summary>
public sealed class ListTopClients(UseCaseServices services, FiguresClock figures) : UseCase<ListTopClientsRequest, IReadOnlyList<TopClientRow>>(services)
{
    private const int Shown = 10, Step = 100, Steps = 20;

    protected override Permission Permission => Permission.FiguresRead;

    protected override async Task<Outcome<IReadOnlyList<TopClientRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListTopClientsRequest request, CancellationToken cancellationToken)
    {
        var today = await figures.TodayAsync(db, cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var periode = await db.PeriodeAsync(request.Filtre, today, cancellationToken);
        var ledger = new LedgerFigures(db, acteur, request.Filtre);
        var top = KnowsStats(request.Filtre, periode, today)
            ? await FromStatsAsync(db, acteur, request.Filtre, cancellationToken)
            : await WalkAsync(db, acteur, request.Filtre, ledger, periode.Plage, today, cancellationToken)
                ?? await Sums(ledger.Ventes(periode.Plage)).Where(s => s.Centimes > 0).OrderByDescending(s => s.Centimes).ThenByDescending(s => s.Id).Take(Shown).ToListAsync(cancellationToken);
        List<Guid> ids = [.. top.Select(t => t.Id)];
        var avant = periode.Precedente is { } precedente
            ? await Sums(ledger.Ventes(precedente).Where(v => ids.Contains(v.EntrepriseId))).ToDictionaryAsync(s => s.Id, s => s.Centimes, cancellationToken)
            : null;
        var noms = await db.Entreprises.Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, e.RaisonSociale }).ToDictionaryAsync(e => e.Id, e => e.RaisonSociale, cancellationToken);
        var mois = await MoisAsync(ledger, ids, Plage.MoisDe(periode.Plage.Au).Inter(new Plage(DateOnly.MinValue, today)), cancellationToken);
        return Outcome.Of<IReadOnlyList<TopClientRow>>([.. top.Where(t => noms.ContainsKey(t.Id)).Select(t => new TopClientRow(
            t.Id, noms[t.Id], t.Centimes / 100m, avant is null ? null : avant.GetValueOrDefault(t.Id) / 100m, mois(t.Id)))]);
    }

    // The stored figure of an entreprise is of the 12 months that end today, and of all its ventes whoever made them.
    private static bool KnowsStats(TableauFiltre filtre, Periode periode, DateOnly today) =>
        periode.Plage == Plage.DouzeMois(today) && filtre is { Commerciaux.Count: 0, Equipes.Count: 0 };

    private static Task<List<Somme>> FromStatsAsync(AppDbContext db, Acteur acteur, TableauFiltre filtre, CancellationToken cancellationToken)
    {
        var entreprises = db.Entreprises.VisibleTo(acteur);
        if (filtre.Canaux is { Count: > 0 } canaux)
        {
            List<Guid> known = [.. canaux.OfType<Guid>()];
            entreprises = known.Count == canaux.Count ? entreprises.Where(e => known.Contains(e.CanalId!.Value)) : entreprises.Where(e => canaux.Contains(e.CanalId));
        }

        if (filtre.Etiquettes is { Count: > 0 } etiquettes) entreprises = entreprises.Where(e => e.Etiquettes.Any(t => etiquettes.Contains(t.EtiquetteId)));
        return (from s in db.EntrepriseStats
                join e in entreprises on new { s.TenantId, s.Id } equals new { e.TenantId, e.Id }
                where s.Ca12m > 0
                orderby s.Ca12m descending, s.Id descending
                select new Somme { Id = s.Id, Centimes = s.Ca12m }).Take(Shown).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// What commerciaux sold to an entreprise is at most all its factures: those with the largest are read first, until nobody
    /// further down can reach the tenth. Null: not this question, or too far down to walk.
    /// </summary>
    private static async Task<List<Somme>?> WalkAsync(
        AppDbContext db, Acteur acteur, TableauFiltre filtre, LedgerFigures ledger, Plage plage, DateOnly today, CancellationToken cancellationToken)
    {
        if (!acteur.SeesAll || plage != Plage.DouzeMois(today) || filtre is not { Canaux.Count: 0, Etiquettes.Count: 0 }) return null;
        List<Somme> best = [];
        var (bound, last) = (long.MaxValue, Guid.AllBitsSet);
        for (var steps = 0; steps < Steps; steps++)
        {
            var next = await db.EntrepriseStats
                .Where(s => s.Factures12m > 0 && EF.Functions.LessThan(ValueTuple.Create(s.Factures12m, s.Id), ValueTuple.Create(bound, last)))
                .OrderByDescending(s => s.Factures12m).ThenByDescending(s => s.Id).Take(Step)
                .Select(s => new Somme { Id = s.Id, Centimes = s.Factures12m }).ToListAsync(cancellationToken);
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

    private static async Task<Func<Guid, IReadOnlyList<decimal>>> MoisAsync(LedgerFigures ledger, List<Guid> ids, Plage last, CancellationToken cancellationToken)
    {
        var first = last.Du.AddMonths(-11);
        var sums = (await ledger.Ventes(new Plage(first, last.Au)).Where(v => ids.Contains(v.EntrepriseId))
            .GroupBy(v => new { v.EntrepriseId, v.Date.Year, v.Date.Month })
            .Select(g => new { g.Key, Centimes = g.Sum(v => EF.Property<long>(v, VenteConfiguration.Centimes)) })
            .ToListAsync(cancellationToken)).ToDictionary(s => (s.Key.EntrepriseId, s.Key.Year, s.Key.Month), s => s.Centimes);
        return id => [.. Enumerable.Range(0, 12).Select(first.AddMonths).Select(m => sums.GetValueOrDefault((id, m.Year, m.Month)) / 100m)];
    }

    private sealed class Somme
    {
        public Guid Id { get; init; }
        public long Centimes { get; init; }
    }
}
