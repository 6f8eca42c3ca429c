using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.TableauDeBord;

namespace FichierClient.Application.TableauDeBord;

/// <summary>
/// The dashboard's sums, from the stored ones where they know the answer and from the ledger elsewhere. Both give the same
/// figure; a test compares them with the list of ventes, whose rows they are.
/// </summary>
internal sealed class FigureReader
{
    private readonly LedgerFigures ledger;
    private readonly StoredFigures? stored;
    private readonly DateOnly today;

    private FigureReader(LedgerFigures ledger, StoredFigures? stored, DateOnly today) => (this.ledger, this.stored, this.today) = (ledger, stored, today);

    public static async Task<FigureReader> OpenAsync(AppDbContext db, Acteur acteur, TableauFiltre filtre, DateOnly today, CancellationToken cancellationToken)
    {
        filtre = await db.WithMembersAsync(filtre, cancellationToken);
        var ledger = new LedgerFigures(db, acteur, filtre);
        if (!acteur.SeesAll || filtre.Etiquettes.Count > 0) return new FigureReader(ledger, null, today);
        return new FigureReader(ledger, new StoredFigures(
            db, [.. filtre.Commerciaux.Select(id => id ?? Guid.Empty)], [.. filtre.Canaux.Select(id => id ?? Guid.Empty)]), today);
    }

    /// <summary>The sum of each of these periods.</summary>
    public async Task<Dictionary<Plage, Cumul>> TotauxAsync(IReadOnlyCollection<Plage> plages, CancellationToken cancellationToken)
    {
        if (stored is { LimitsRows: true }) return await FromPeriodesAsync(stored, plages, cancellationToken);
        var (du, au) = (plages.Min(p => p.Du), plages.Max(p => p.Au));
        var jours = stored is null
            ? await LedgerFigures.ParJourAsync(ledger.Ventes(new Plage(du, au)), cancellationToken)
            : (await stored.JoursAsync(du, au, cancellationToken)).ToDictionary(r => r.Jour, r => r.Cumul);
        return plages.Distinct().ToDictionary(p => p, p => jours.Where(j => j.Key >= p.Du && j.Key <= p.Au).Aggregate(default(Cumul), (sum, j) => sum + j.Value));
    }

    /// <summary>The sums of a period by commercial, canal, département and produit.</summary>
    public async Task<Dimensions> DimensionsAsync(Plage plage, CancellationToken cancellationToken)
    {
        var dimensions = Dimensions.Empty();
        if (stored?.Filtres is not { } filtres)
        {
            await AddLedgerAsync(dimensions, ledger.Ventes(plage), take: false, cancellationToken);
            return dimensions;
        }

        var cut = Decoupage.Of(plage, today);
        if (!stored.LimitsRows)
        {
            dimensions.Add(await stored.DimensionsAsync([.. cut.Parts], filtres, cancellationToken));
            return dimensions;
        }

        if (cut.Periodes.Count > 0) dimensions.Add(await stored.DimensionsAsync([.. (cut with { Plus = [], Moins = [] }).Parts], filtres, cancellationToken));
        if (cut.Plus.Count > 0) await AddLedgerAsync(dimensions, ledger.Ventes(cut.Plus), take: false, cancellationToken);
        if (cut.Moins.Count > 0) await AddLedgerAsync(dimensions, ledger.Ventes(cut.Moins), take: true, cancellationToken);
        return dimensions;
    }

    private async Task AddLedgerAsync(Dimensions dimensions, IQueryable<Domain.Ventes.Vente> ventes, bool take, CancellationToken cancellationToken)
    {
        dimensions.Add(await ledger.CellulesAsync(ventes, cancellationToken), take);
        dimensions.Add(await ledger.ProduitsAsync(ventes, cancellationToken), take);
    }

    private async Task<Dictionary<Plage, Cumul>> FromPeriodesAsync(StoredFigures from, IReadOnlyCollection<Plage> plages, CancellationToken cancellationToken)
    {
        var cuts = plages.Distinct().ToDictionary(p => p, p => Decoupage.Of(p, today).Parts.ToList());
        var sums = (await from.PeriodesAsync([.. cuts.Values.SelectMany(c => c).Select(p => p with { Signe = 1 }).Distinct()], cancellationToken))
            .ToDictionary(r => (r.ParJour, r.Periode), r => r.Cumul);
        return cuts.ToDictionary(c => c.Key, c => c.Value.Aggregate(default(Cumul), (sum, part) =>
            sums.GetValueOrDefault((part.ParJour, part.Periode)) is var cumul && part.Signe > 0 ? sum + cumul : sum + -cumul));
    }
}
