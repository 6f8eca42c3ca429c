using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Figures;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.TableauDeBord;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.TableauDeBord;

/// <param name="Filtre">What the figures are limited to.</param>
public sealed record TableauRequest(TableauFiltre Filtre);

/// <param name="Aujourdhui">Today in the organisation's zone: no later vente counts.</param>
/// <param name="Fuseau">IANA name of that zone.</param>
/// <param name="Devise">ISO 4217, of every amount.</param>
/// <param name="Periode">The days.</param>
/// <param name="Total">The period.</param>
/// <param name="Avant">The period that it is compared with; null when there is none.</param>
/// <param name="Tranches">One bar each, in the order of <see cref="Periode.Tranches"/>.</param>
public sealed record TableauDetails(
    DateOnly Aujourdhui, string Fuseau, string Devise, Periode Periode, Cumul Total, Cumul? Avant, IReadOnlyList<TrancheRow> Tranches)
{
    public required IReadOnlyList<PartRow> Commerciaux { get; init; }
    public required IReadOnlyList<PartRow> Canaux { get; init; }
    public required IReadOnlyList<PartRow> Departements { get; init; }

    /// <summary>From the lines of the ventes.</summary>
    public required IReadOnlyList<PartRow> Produits { get; init; }
}

/// <summary>A bar and the one of the year before.</summary>
public sealed record TrancheRow(Tranche Tranche, Cumul Cumul, Cumul Avant);

/// <summary>One value of a dimension; id and code both null: none.</summary>
public sealed record PartRow(Guid? Id, string? Code, string? Nom, Cumul Cumul);

/// <summary>The figures of the dashboard: totals, months, and the parts by commercial, canal, département and produit, the largest first.</summary>
public sealed class GetTableauDeBord(UseCaseServices services, FiguresClock figures) : UseCase<TableauRequest, TableauDetails>(services)
{
    protected override Permission Permission => Permission.FiguresRead;

    protected override async Task<Outcome<TableauDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, TableauRequest request, CancellationToken cancellationToken)
    {
        var today = await figures.TodayAsync(db, cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var organisation = await db.Organisations.AsNoTracking().Select(o => new { o.Fuseau, o.Devise }).Prepared().SingleAsync(cancellationToken);
        var periode = await db.PeriodeAsync(request.Filtre, today, cancellationToken);
        var reader = await FigureReader.OpenAsync(db, acteur, request.Filtre, today, cancellationToken);
        List<Plage> plages = [periode.Plage, .. periode.Tranches.SelectMany(t => (Plage[])[t.Plage, t.Avant])];
        if (periode.Precedente is { } precedente) plages.Add(precedente);
        var totaux = await reader.TotauxAsync(plages, cancellationToken);
        var dimensions = await reader.DimensionsAsync(periode.Plage, cancellationToken);
        var noms = await NomsAsync(db, dimensions, cancellationToken);
        return new TableauDetails(
            today, organisation.Fuseau, organisation.Devise, periode, totaux[periode.Plage],
            periode.Precedente is { } avant ? totaux[avant] : null,
            [.. periode.Tranches.Select(t => new TrancheRow(t, totaux[t.Plage], totaux[t.Avant]))])
        {
            Commerciaux = Ranked(dimensions.Commerciaux, noms),
            Canaux = Ranked(dimensions.Canaux, noms),
            Departements = Ranked(dimensions.Departements, noms),
            Produits = Ranked(dimensions.Produits, noms),
        };
    }

    private static List<PartRow> Ranked(Dictionary<Cle, Cumul> sums, Dictionary<Guid, string> noms) =>
        [.. sums.Where(s => !s.Value.EstVide).OrderByDescending(s => s.Value.Ca).ThenBy(s => s.Key.Id).ThenBy(s => s.Key.Code, StringComparer.Ordinal)
            .Select(s => new PartRow(s.Key.Id, s.Key.Code, s.Key.Id is { } id ? noms.GetValueOrDefault(id) : null, s.Value))];

    private static async Task<Dictionary<Guid, string>> NomsAsync(AppDbContext db, Dimensions dimensions, CancellationToken cancellationToken)
    {
        List<Guid> Ids(Dictionary<Cle, Cumul> sums) => [.. sums.Keys.Where(k => k.Id is not null).Select(k => k.Id!.Value)];
        var (membres, canaux, produits) = (Ids(dimensions.Commerciaux), Ids(dimensions.Canaux), Ids(dimensions.Produits));
        // A produit in the trash still has its name on the ventes of before.
        return await db.Membres.Where(m => membres.Contains(m.Id)).Select(m => new { m.Id, m.Nom })
            .Concat(db.Canaux.Where(c => canaux.Contains(c.Id)).Select(c => new { c.Id, c.Nom }))
            .Concat(db.Produits.Where(p => produits.Contains(p.Id)).Select(p => new { p.Id, p.Nom }))
            .IgnoreQueryFilters([AppDbContext.CorbeilleFilter])
            .ToDictionaryAsync(n => n.Id, n => n.Nom, cancellationToken);
    }
}
