using System.Linq.Expressions;

namespace FichierClient.Application.Figures;

/// <summary>
/// What depends on today, as expressions that EF turns into SQL on indexed columns: never stored, one definition each
/// (product.md, Figures). <c>today</c> is the organisation's day, from <see cref="FiguresClock"/>.
/// </summary>
public static class Definitions
{
    /// <summary>The last day before the 12 months that end today: the same day one year ago is not in them.</summary>
    public static DateOnly Veille(DateOnly today, int annees = 1) => today.AddYears(-annees);

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
}
