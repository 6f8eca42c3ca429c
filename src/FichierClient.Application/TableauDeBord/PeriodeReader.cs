using FichierClient.Application.Data;
using FichierClient.Domain.TableauDeBord;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.TableauDeBord;

internal static class PeriodeReader
{
    private const int FirstYear = 1900, LastYear = 2200;

    /// <summary>The days that a filter asks for; an exercice that is gone gives the 12 months that end today.</summary>
    public static async Task<Periode> PeriodeAsync(this AppDbContext db, TableauFiltre filtre, DateOnly today, CancellationToken cancellationToken)
    {
        if (filtre.ExerciceId is { } id)
        {
            var plages = await db.Exercices.AsNoTracking().OrderBy(e => e.Debut).Select(e => new { e.Id, e.Debut, e.Fin }).Prepared().ToListAsync(cancellationToken);
            var at = plages.FindIndex(p => p.Id == id);
            if (at >= 0)
                return Periode.Exercice(new Plage(plages[at].Debut, plages[at].Fin), at > 0 ? new Plage(plages[at - 1].Debut, plages[at - 1].Fin) : null, today);
        }

        if (filtre.Annee is >= FirstYear and <= LastYear and var annee) return Periode.Annee(annee, today);
        if (Periode.Nommee(filtre.Nommee, today) is { } nommee) return nommee;
        if (filtre is { Du: { Year: >= FirstYear } du, Au: { Year: <= LastYear } au } && du <= au) return Periode.Libre(new Plage(du, au), today);
        return Periode.DouzeMois(filtre is { Du: null, Au: { Year: >= FirstYear } fin } && fin < today ? fin : today);
    }
}
