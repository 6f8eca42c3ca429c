namespace FichierClient.Domain.Rgpd.Demandes;

/// <summary>
/// The limits of a request as the law has them from a day on (rgpd.md 1.2): a change of the law is one more line here, and requests
/// that were received before keep theirs.
/// </summary>
/// <param name="Depuis">First day of receipt to which they apply.</param>
/// <param name="MoisReponse">Calendar months to answer (RGPD art. 12(3)).</param>
/// <param name="MoisProrogation">Further months, if notified with reasons within the first limit (art. 12(3)).</param>
/// <param name="JoursObjectif">The organisation's own aim, in days from receipt.</param>
/// <param name="Rappels">Days before the limit at which the DPO is reminded; then daily.</param>
/// <param name="JoursRemise">Days for which the link to a package works.</param>
/// <param name="AnneesDossier">Years for which the file of a closed request is kept as proof.</param>
public sealed record DelaisDemande(DateOnly Depuis, int MoisReponse, int MoisProrogation, int JoursObjectif, IReadOnlyList<int> Rappels, int JoursRemise, int AnneesDossier)
{
    /// <summary>A request that is said to be older was mistyped.</summary>
    public const int AnneesReception = 10;

    /// <summary>By day from which they apply, the oldest first.</summary>
    private static readonly IReadOnlyList<DelaisDemande> Tous = [new(new DateOnly(2018, 5, 25), 1, 2, 21, [15, 7, 3, 1], 14, 5)];

    /// <summary>The first day on which a request under the RGPD can have come (art. 99(2)); an earlier one is a slip of the keyboard.</summary>
    public static DateOnly PremierJour => Tous[0].Depuis;

    /// <summary>Those of a request received on a day.</summary>
    public static DelaisDemande At(DateOnly recue) => Tous.LastOrDefault(d => d.Depuis <= recue) ?? Tous[0];

    /// <summary>The day on which nothing of a request is kept any more.</summary>
    public static DateOnly PurgeOf(DateOnly recue, DateOnly terminee) => terminee.AddYears(At(recue).AnneesDossier);
}

/// <summary>The calendar of limits: months to the same day, the last one if there is none; a limit on a day off moves to the next working day (règlement 1182/71).</summary>
public static class Echeances
{
    /// <param name="recue">The day of receipt by the organisation.</param>
    /// <param name="mois">Calendar months.</param>
    /// <param name="joursSuspendus">Days for which the clock stood.</param>
    /// <param name="estFerie">Says which days are public holidays.</param>
    public static DateOnly After(DateOnly recue, int mois, int joursSuspendus, Func<DateOnly, bool> estFerie) =>
        NextWorkingDay(recue.AddMonths(mois).AddDays(joursSuspendus), estFerie);

    public static DateOnly NextWorkingDay(DateOnly day, Func<DateOnly, bool> estFerie)
    {
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || estFerie(day)) day = day.AddDays(1);
        return day;
    }
}
