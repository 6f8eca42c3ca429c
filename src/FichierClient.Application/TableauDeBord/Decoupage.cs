using FichierClient.Domain.TableauDeBord;

namespace FichierClient.Application.TableauDeBord;

/// <summary>The key of a stored sum: the first day of a month or a window of <see cref="Decoupage"/>, or a single day.</summary>
/// <param name="ParJour">The period is that single day.</param>
/// <param name="Periode">Its key.</param>
/// <param name="Signe">1 to add it, -1 to take it away.</param>
internal readonly record struct PeriodeStockee(bool ParJour, DateOnly Periode, int Signe);

/// <summary>
/// Days cut into what the stored sums hold (whole months, and the two windows of 12 months that follow today) and single days
/// to add or take away: at most half a month at either end.
/// </summary>
/// <param name="Periodes">Keys of stored sums: the first day of a month, or one of the windows.</param>
/// <param name="Plus">Days to add.</param>
/// <param name="Moins">Days to take away: their month is among <paramref name="Periodes"/>.</param>
internal sealed record Decoupage(IReadOnlyList<DateOnly> Periodes, IReadOnlyList<DateOnly> Plus, IReadOnlyList<DateOnly> Moins)
{
    /// <summary>PostgreSQL's infinity and -infinity: the 12 months that end today, and the 12 before those.</summary>
    public static readonly DateOnly Fenetre = DateOnly.MaxValue, FenetreAvant = DateOnly.MinValue;

    /// <summary>Everything: added up with their signs, these are the days.</summary>
    public IEnumerable<PeriodeStockee> Parts =>
        [.. Periodes.Select(p => new PeriodeStockee(false, p, 1)), .. Plus.Select(j => new PeriodeStockee(true, j, 1)), .. Moins.Select(j => new PeriodeStockee(true, j, -1))];

    public static Decoupage Of(Plage plage, DateOnly today)
    {
        if (plage == Plage.DouzeMois(today)) return new Decoupage([Fenetre], [], []);
        if (plage == Plage.DouzeMois(today.AddYears(-1))) return new Decoupage([FenetreAvant], [], []);
        List<DateOnly> periodes = [], plus = [], moins = [];
        for (var mois = Plage.MoisDe(plage.Du); !plage.EstVide && mois.Du <= plage.Au; mois = Plage.MoisDe(mois.Du.AddMonths(1)))
        {
            var part = mois.Inter(plage);
            if (part.Jours * 2 < mois.Jours)
            {
                plus.AddRange(part.EachJour());
            }
            else
            {
                periodes.Add(mois.Du);
                moins.AddRange(mois.EachJour().Where(jour => jour < plage.Du || jour > plage.Au));
            }
        }

        return new Decoupage(periodes, plus, moins);
    }
}
