using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Figures;
using FichierClient.Application.Ventes;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.TableauDeBord;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.TableauDeBord;

public sealed record ListAtteintesRequest(TableauFiltre Filtre);

/// <param name="Mois">The months of the period, oldest first; their days to come aren't counted.</param>
/// <param name="Membres">Each member who has an objective in one of them, by name.</param>
public sealed record Atteintes(IReadOnlyList<Plage> Mois, IReadOnlyList<AtteinteRow> Membres);

/// <param name="MembreId">The member.</param>
/// <param name="Nom">Its name.</param>
/// <param name="Mois">One a month of the period.</param>
/// <param name="Total">Objectives and CA of the months that have an objective.</param>
public sealed record AtteinteRow(Guid MembreId, string Nom, IReadOnlyList<Atteinte> Mois, Atteinte Total);

/// <param name="Objectif">HT; null where none is set.</param>
/// <param name="Ca">CA of the member's own ventes.</param>
public sealed record Atteinte(decimal? Objectif, decimal Ca)
{
    /// <summary>The share reached (1 is the objective); null without an objective.</summary>
    public decimal? Part => Objectif is > 0 ? Ca / Objectif : null;
}

/// <summary>
/// Objectives of the members, month by month, against the CA of their ventes. An objective is of all the member's ventes:
/// canal and étiquette don't limit it.
/// </summary>
public sealed class ListAtteintes(UseCaseServices services, FiguresClock figures) : UseCase<ListAtteintesRequest, Atteintes>(services)
{
    protected override Permission Permission => Permission.FiguresRead;

    protected override async Task<Outcome<Atteintes>> ExecuteAsync(AppDbContext db, Acteur acteur, ListAtteintesRequest request, CancellationToken cancellationToken)
    {
        var today = await figures.TodayAsync(db, cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var periode = await db.PeriodeAsync(request.Filtre, today, cancellationToken);
        if (periode.ParAnnee) return new Atteintes([], []);
        IReadOnlyList<Plage> mois = [.. periode.Tranches.Select(t => Plage.MoisDe(t.Plage.Du)).Select(m => m.Au <= today ? m : m with { Au = today })];
        var (du, au) = (mois[0].Du, mois[^1].Du);
        var objectifs = await (
            from o in db.Objectifs.AsNoTracking()
            join m in Membres(db, acteur, request.Filtre) on o.MembreId equals m.Id
            where o.Mois >= du && o.Mois <= au
            select new { o.MembreId, m.Nom, o.Mois, o.Montant }).ToListAsync(cancellationToken);
        if (objectifs.Count == 0) return new Atteintes(mois, []);
        List<Guid> ids = [.. objectifs.Select(o => o.MembreId).Distinct()];
        var ca = await CaAsync(db, acteur, ids, mois, today, cancellationToken);
        return new Atteintes(mois, [.. objectifs.GroupBy(o => (o.MembreId, o.Nom)).OrderBy(g => g.Key.Nom, StringComparer.CurrentCulture).Select(g =>
            Row(g.Key.MembreId, g.Key.Nom, [.. mois.Select(m => new Atteinte(
                g.FirstOrDefault(o => o.Mois == m.Du)?.Montant, ca.GetValueOrDefault((g.Key.MembreId, m.Du))))]))]);
    }

    private static AtteinteRow Row(Guid membreId, string nom, IReadOnlyList<Atteinte> mois)
    {
        List<Atteinte> aimed = [.. mois.Where(m => m.Objectif is not null)];
        return new AtteinteRow(membreId, nom, mois, new Atteinte(aimed.Sum(m => m.Objectif), aimed.Sum(m => m.Ca)));
    }

    private static IQueryable<Membre> Membres(AppDbContext db, Acteur acteur, TableauFiltre filtre)
    {
        var membres = db.Membres.AsNoTracking();
        if (acteur.Responsables is { } responsables) membres = membres.Where(m => responsables.Contains(m.Id));
        if (filtre.Commerciaux is { Count: > 0 } commerciaux) membres = membres.Where(m => commerciaux.Contains(m.Id));
        if (filtre.Equipes is { Count: > 0 } equipes) membres = membres.Where(m => equipes.Contains(m.EquipeId!.Value));
        return membres;
    }

    private static async Task<Dictionary<(Guid, DateOnly), decimal>> CaAsync(
        AppDbContext db, Acteur acteur, List<Guid> membres, IReadOnlyList<Plage> mois, DateOnly today, CancellationToken cancellationToken)
    {
        if (acteur.SeesAll)
        {
            return (await new StoredFigures(db, [], []).CommerciauxAsync(mois, today, cancellationToken))
                .ToDictionary(r => (r.CommercialId, r.Mois), r => r.Centimes / 100m);
        }

        var ventes = new LedgerFigures(db, acteur, new TableauFiltre()).Ventes(new Plage(mois[0].Du, mois[^1].Au)).Where(v => membres.Contains(v.CommercialId!.Value));
        return (await ventes.GroupBy(v => new { v.CommercialId, v.Date.Year, v.Date.Month })
            .Select(g => new { g.Key, Centimes = g.Sum(v => EF.Property<long>(v, VenteConfiguration.Centimes)) })
            .ToListAsync(cancellationToken))
            .ToDictionary(s => (s.Key.CommercialId!.Value, new DateOnly(s.Key.Year, s.Key.Month, 1)), s => s.Centimes / 100m);
    }
}
