using System.Linq.Expressions;
using FichierClient.Domain.Contacts;

namespace FichierClient.Application.Accueil;

/// <summary>Birthdays of a week, by day and month.</summary>
public static class Anniversaires
{
    /// <summary>Days of a week, today included.</summary>
    public const int Jours = 7;

    /// <summary>The days and months to wish from this day on; 29 February is wished on the 28th of a year that has none.</summary>
    public static IReadOnlyList<(int Jour, int Mois)> Semaine(DateOnly today)
    {
        var days = Enumerable.Range(0, Jours).Select(today.AddDays).ToList();
        List<(int, int)> semaine = [.. days.Select(d => (d.Day, d.Month))];
        if (days.Exists(d => d is { Day: 28, Month: 2 } && !DateTime.IsLeapYear(d.Year))) semaine.Add((29, 2));
        return semaine;
    }

    /// <summary>Contacts born on one of the days of the week: a range in one month or two, which the index on month and day serves.</summary>
    public static Expression<Func<Contact, bool>> EstDansLaSemaine(DateOnly today)
    {
        var mois = Semaine(today).GroupBy(d => d.Mois).Select(g => (Mois: g.Key, Du: g.Min(d => d.Jour), Au: g.Max(d => d.Jour))).ToList();
        var (m1, d1, a1) = mois[0];
        var (m2, d2, a2) = mois[^1];
        return c => (c.NaissanceMois == m1 && c.NaissanceJour >= d1 && c.NaissanceJour <= a1) || (c.NaissanceMois == m2 && c.NaissanceJour >= d2 && c.NaissanceJour <= a2);
    }

    /// <summary>The day of this week on which it is wished.</summary>
    public static DateOnly Prochain(int jour, int mois, DateOnly today) =>
        Enumerable.Range(0, Jours).Select(today.AddDays).FirstOrDefault(d => (d.Day, d.Month) == (jour, mois), FebruaryEnd(today));

    private static DateOnly FebruaryEnd(DateOnly today) => today.Month == 2 ? new DateOnly(today.Year, 2, 28) : today;
}
