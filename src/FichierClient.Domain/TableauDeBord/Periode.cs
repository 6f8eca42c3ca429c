namespace FichierClient.Domain.TableauDeBord;

/// <summary>How the dashboard's period was chosen.</summary>
public enum PeriodeKind
{
    DouzeMois,
    Annee,
    Exercice,
    Libre,
    Mois,
    Trimestre,
}

/// <summary>What a period is compared with.</summary>
public enum Comparaison
{
    /// <summary>The same days one year before.</summary>
    UnAn,
    ExercicePrecedent,

    /// <summary>As many days just before.</summary>
    JusteAvant,
    Aucune,
}

/// <summary>A bar of the chart.</summary>
/// <param name="Plage">Its days, none of them to come.</param>
/// <param name="Avant">The same days one year before: as many as this bar counts, so that the two compare.</param>
/// <param name="EstPartielle">The bar's month or year is not over, or the period holds only a part of it.</param>
public sealed record Tranche(Plage Plage, Plage Avant, bool EstPartielle);

/// <summary>The period of the dashboard, made into days. No day to come is ever counted.</summary>
/// <param name="Kind">How it was chosen.</param>
/// <param name="Plage">What is counted.</param>
/// <param name="Precedente">What it is compared with; null when there is nothing of its kind.</param>
/// <param name="Tranches">Its months, or its years when there are more than 24 months.</param>
/// <param name="ParAnnee">The bars are years.</param>
public sealed record Periode(PeriodeKind Kind, Plage Plage, Plage? Precedente, IReadOnlyList<Tranche> Tranches, bool ParAnnee = false)
{
    private const int MaxMois = 24, JoursParAn = 365;

    public Comparaison Comparaison => this switch
    {
        { Precedente: null } => Comparaison.Aucune,
        { Kind: PeriodeKind.DouzeMois } => Comparaison.UnAn,
        { Precedente: { } avant } when avant == OneYearBefore(Plage) => Comparaison.UnAn,
        { Kind: PeriodeKind.Exercice } => Comparaison.ExercicePrecedent,
        _ => Comparaison.JusteAvant,
    };

    /// <summary>So short that nothing in the same days of the year before doesn't make a client a new one.</summary>
    public bool EstCourte => Kind is PeriodeKind.Mois or PeriodeKind.Trimestre || (Kind == PeriodeKind.Libre && Plage.Jours < JoursParAn);

    /// <summary>The 12 months that end on a day, against the 12 before; the bars are the 12 calendar months that end with that day's.</summary>
    public static Periode DouzeMois(DateOnly fin)
    {
        var premier = new DateOnly(fin.Year, fin.Month, 1).AddMonths(-11);
        return new Periode(PeriodeKind.DouzeMois, Plage.DouzeMois(fin), Plage.DouzeMois(fin.AddYears(-1)), Mois(new Plage(premier, Plage.MoisDe(fin).Au), fin));
    }

    /// <summary>A calendar year, against the same days of the year before.</summary>
    public static Periode Annee(int annee, DateOnly today)
    {
        var year = new Plage(new DateOnly(annee, 1, 1), new DateOnly(annee, 12, 31));
        var plage = UpTo(year, today);
        return new Periode(PeriodeKind.Annee, plage, OneYearBefore(plage), Mois(year, today));
    }

    /// <summary>A fiscal period, against the one before: its first days as long as this one is not over.</summary>
    /// <param name="exercice">The period, 24 months at most.</param>
    /// <param name="avant">The fiscal period before it, if there is one.</param>
    /// <param name="today">The last day counted.</param>
    public static Periode Exercice(Plage exercice, Plage? avant, DateOnly today)
    {
        var plage = UpTo(exercice, today);
        Plage? precedente = avant is { } a
            ? plage.Au == exercice.Au ? a : a.Inter(new Plage(a.Du, a.Du.AddDays(plage.Jours - 1)))
            : exercice.Au < exercice.Du.AddYears(1) ? OneYearBefore(plage) : null;
        return new Periode(PeriodeKind.Exercice, plage, precedente, Mois(exercice, today));
    }

    /// <summary>From a day to a day, against the same days one year before, or when it is longer than a year the days just before.</summary>
    public static Periode Libre(Plage chosen, DateOnly today)
    {
        var plage = UpTo(chosen, today);
        var precedente = chosen.Au < chosen.Du.AddYears(1) ? OneYearBefore(plage) : new Plage(plage.Du.AddDays(-plage.Jours), plage.Du.AddDays(-1));
        var months = (chosen.Au.Year - chosen.Du.Year) * 12 + chosen.Au.Month - chosen.Du.Month + 1;
        return months > MaxMois
            ? new Periode(PeriodeKind.Libre, plage, precedente, Annees(chosen, today), ParAnnee: true)
            : new Periode(PeriodeKind.Libre, plage, precedente, Mois(chosen, today));
    }

    /// <summary>A month, a quarter or a year by its name, against the same days one year before; null when nothing is called so.</summary>
    /// <param name="nom">One of <see cref="PlageNommee.Noms"/>.</param>
    /// <param name="today">The last day counted.</param>
    public static Periode? Nommee(string? nom, DateOnly today) => PlageNommee.Of(nom, today) is not { } plage ? null : Libre(plage, today) with
    {
        Kind = nom switch
        {
            PlageNommee.CeMois or PlageNommee.MoisDernier => PeriodeKind.Mois,
            PlageNommee.CeTrimestre or PlageNommee.TrimestreDernier => PeriodeKind.Trimestre,
            _ => PeriodeKind.Annee,
        },
    };

    private static Plage UpTo(Plage plage, DateOnly today) =>
        plage.Au <= today ? plage : new Plage(plage.Du, today < plage.Du ? plage.Du.AddDays(-1) : today);

    private static Plage OneYearBefore(Plage plage)
    {
        // The end of a month stays the end of a month: 28 February is set against a 29th.
        var au = plage.Au == Plage.MoisDe(plage.Au).Au ? Plage.MoisDe(plage.Au.AddYears(-1)).Au : plage.Au.AddYears(-1);
        return plage.EstVide ? new Plage(plage.Du.AddYears(-1), plage.Du.AddYears(-1).AddDays(-1)) : new Plage(plage.Du.AddYears(-1), au);
    }

    private static List<Tranche> Mois(Plage period, DateOnly today)
    {
        var tranches = new List<Tranche>();
        for (var mois = Plage.MoisDe(period.Du); mois.Du <= period.Au; mois = Plage.MoisDe(mois.Du.AddMonths(1)))
            tranches.Add(Tranche(mois, period, today));
        return tranches;
    }

    private static List<Tranche> Annees(Plage period, DateOnly today)
    {
        var tranches = new List<Tranche>();
        for (var annee = period.Du.Year; annee <= period.Au.Year; annee++)
            tranches.Add(Tranche(new Plage(new DateOnly(annee, 1, 1), new DateOnly(annee, 12, 31)), period, today));
        return tranches;
    }

    private static Tranche Tranche(Plage whole, Plage period, DateOnly today)
    {
        var part = whole.Inter(period);
        var counted = UpTo(part, today);
        return new Tranche(counted, OneYearBefore(counted), counted != whole);
    }
}
