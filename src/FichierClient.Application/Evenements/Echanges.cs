using FichierClient.Domain.Evenements;

namespace FichierClient.Application.Evenements;

/// <summary>The last exchange with a client: when and how.</summary>
public sealed record DernierEchange(DateTimeOffset Le, TypeEvenement Type);

/// <summary>An open rappel: the sheet's "prochaine action".</summary>
/// <param name="EvenementId">The note that carries it.</param>
/// <param name="Le">When.</param>
/// <param name="Texte">Of the note.</param>
/// <param name="PourId">The member who has to do it.</param>
/// <param name="Pour">That member's name.</param>
public sealed record ProchaineAction(Guid EvenementId, DateOnly Le, string? Texte, Guid? PourId, string? Pour);

/// <summary>
/// What sheets and lists say of events. An exchange takes two: a call, an e-mail, a meeting, a visit, a form; a note that
/// one writes for oneself isn't one.
/// </summary>
public static class Echanges
{
    public static readonly TypeEvenement[] Types =
        [TypeEvenement.Appel, TypeEvenement.Email, TypeEvenement.RendezVous, TypeEvenement.Visite, TypeEvenement.Formulaire];

    // The trash is left out here too: a query for a sheet that may itself be in the trash switches the filter off for all of it.

    /// <summary>The exchanges, the newest first. Limit them to an entreprise or contact and take the first.</summary>
    public static IQueryable<Evenement> LesEchanges(this IQueryable<Evenement> evenements) =>
        evenements.Where(e => e.SupprimeLe == null && Types.Contains(e.Type)).OrderByDescending(e => e.SurvenuLe);

    /// <summary>The open rappels, the next one first. Limit them to an entreprise or contact and take the first.</summary>
    public static IQueryable<Evenement> LesRappels(this IQueryable<Evenement> evenements) =>
        evenements.Where(e => e.SupprimeLe == null && e.RappelLe != null && e.RappelFaitLe == null).OrderBy(e => e.RappelLe).ThenBy(e => e.Id);
}
