using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Application.Figures;

/// <summary>
/// The stored figures of one entreprise, as of the day in <c>figures_au</c>: <see cref="TenantEntity.Id"/> is the entreprise's.
/// Every entreprise has its row. Read-only: the triggers of the ventes write it. Join it explicitly
/// (<c>join s in db.EntrepriseStats on e.Id equals s.Id</c>): a navigation would be a left join, which reads everything.
/// Call <see cref="FiguresClock"/> before reading.
/// </summary>
/// <remarks>Amounts are centimes HT, factures minus avoirs, drafts and cancelled ventes left out (product.md, Figures).</remarks>
public sealed class EntrepriseStats : TenantEntity
{
    private EntrepriseStats()
    {
    }

    /// <summary>What <see cref="PremiereVente"/> and <see cref="DerniereVente"/> hold when there is no facture: a sort key is never null.</summary>
    public static readonly DateOnly Jamais = DateOnly.MinValue;

    /// <summary>CA of the 12 months that end today.</summary>
    public long Ca12m { get; private set; }

    /// <summary>CA of the 12 months before those.</summary>
    public long Ca12mPrecedents { get; private set; }

    public long CaTotal { get; private set; }

    /// <summary>Of the last 12 months, avoirs not subtracted.</summary>
    public long Factures12m { get; private set; }

    /// <summary>Of all time, avoirs not subtracted.</summary>
    public long FacturesTotal { get; private set; }

    public int NbFactures12m { get; private set; }
    public int NbFactures { get; private set; }

    /// <summary>Factures and avoirs.</summary>
    public int NbVentes { get; private set; }

    public DateOnly PremiereVente { get; private set; }
    public DateOnly DerniereVente { get; private set; }

    /// <summary>Of the latest facture; of two on one day, the larger.</summary>
    public long DerniereVenteCentimes { get; private set; }

    /// <summary>First day on which the silence exceeds twice the usual gap between factures; null below three factures.</summary>
    public DateOnly? RalentitLe { get; private set; }

    /// <summary>Sort key, made by the database: <see cref="Ca12m"/> to <see cref="Ca12mPrecedents"/> in hundredths of a percent; beyond them "new" above, a CA below zero and none at all below.</summary>
    public long Evolution { get; private set; }

    /// <summary>The entreprise's.</summary>
    public Guid? ResponsableId { get; private set; }

    /// <summary>The last month of <see cref="DouzeMois"/>: year × 12 + month − 1; 0: there is nothing in them.</summary>
    public int Mois { get; private set; }

    /// <summary>CA of twelve calendar months, oldest first.</summary>
    [NonPersonnelle("Sommes de ventes")]
    public long[] DouzeMois { get; private set; } = [];

    /// <summary>The twelve months as they are today: nothing is written when a month begins, so those that were kept may end earlier.</summary>
    /// <param name="douzeMois"><see cref="DouzeMois"/>.</param>
    /// <param name="mois"><see cref="Mois"/>.</param>
    /// <param name="today">The day for which the figures are true.</param>
    /// <returns>CA by calendar month up to that day, in the currency's unit, oldest first.</returns>
    public static IReadOnlyList<decimal> Douze(long[] douzeMois, int mois, DateOnly today)
    {
        var gone = today.Year * 12 + today.Month - 1 - mois;
        return [.. Enumerable.Range(gone, 12).Select(i => i >= 0 && i < douzeMois.Length ? douzeMois[i] / 100m : 0)];
    }
}
