using System.Linq.Expressions;
using FichierClient.Domain.Entreprises;

namespace FichierClient.Application.Figures;

/// <summary>
/// What depends on today, as expressions that EF turns into SQL on indexed columns: never stored, one definition each
/// (product.md, Figures). <c>today</c> is the organisation's day, from <see cref="FiguresClock"/>.
/// </summary>
public static class Definitions
{
    /// <summary>The last day before the 12 months that end today: the same day one year ago is not in them.</summary>
    public static DateOnly Veille(DateOnly today, int annees = 1) => today.AddYears(-annees);

    /// <summary>A facture in the last 12 months.</summary>
    public static Expression<Func<EntrepriseStats, bool>> Client(DateOnly today)
    {
        var veille = Veille(today);
        return s => s.DerniereVente > veille;
    }

    /// <summary>
    /// Still a client, but its silence exceeds twice its own usual gap: the mean gap between its factures, at least three of them
    /// and not all of one day.
    /// </summary>
    public static Expression<Func<EntrepriseStats, bool>> Ralentit(DateOnly today)
    {
        var veille = Veille(today);
        return s => s.RalentitLe <= today && s.DerniereVente > veille;
    }

    /// <summary>No facture in 12 months, had one before.</summary>
    public static Expression<Func<EntrepriseStats, bool>> Perdu(DateOnly today)
    {
        var veille = Veille(today);
        return s => s.DerniereVente > EntrepriseStats.Jamais && s.DerniereVente <= veille;
    }

    /// <summary>Its first facture is in the last 12 months.</summary>
    public static Expression<Func<EntrepriseStats, bool>> Nouveau(DateOnly today)
    {
        var veille = Veille(today);
        return s => s.PremiereVente > veille;
    }

    /// <summary>Never a facture.</summary>
    public static Expression<Func<EntrepriseStats, bool>> Prospect() => s => s.DerniereVente == EntrepriseStats.Jamais;

    /// <summary>The status that follows the ventes, where none is set by hand.</summary>
    public static StatutEntreprise Statut(DateOnly derniereVente, DateOnly today) =>
        derniereVente == EntrepriseStats.Jamais ? StatutEntreprise.Prospect
        : derniereVente > Veille(today) ? StatutEntreprise.Client
        : StatutEntreprise.AncienClient;

    /// <summary>CA 12 mois over the 12 months before, minus 1; null ("nouveau") when there is no previous year.</summary>
    public static decimal? Evolution(long ca12m, long ca12mPrecedents) =>
        ca12mPrecedents <= 0 ? null : (decimal)ca12m / ca12mPrecedents - 1;
}
