using FichierClient.Domain.TableauDeBord;

namespace FichierClient.Application.TableauDeBord;

/// <summary>
/// Days cut into what the stored sums hold (whole months, and the two windows of 12 months that follow today) and days to
/// add or take away by the ledger: at most half a month at either end.
/// </summary>
/// <param name="Periodes">Keys of stored sums: the first day of a month, or one of the windows.</param>
/// <param name="Plus">Days to add.</param>
/// <param name="Moins">Days to take away: their month is among <paramref name="Periodes"/>.</param>
internal sealed record Decoupage(IReadOnlyList<DateOnly> Periodes, IReadOnlyList<DateOnly> Plus, IReadOnlyList<DateOnly> Moins)
{
    /// <summary>PostgreSQL's infinity and -infinity: the 12 months that end today, and the 12 before those.</summary>
    public static readonly DateOnly Fenetre = DateOnly.MaxValue, FenetreAvant = DateOnly.MinValue;

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
