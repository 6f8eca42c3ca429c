using System.Globalization;
using FichierClient.Application.Entreprises;
using FichierClient.Application.TableauDeBord;
using FichierClient.Domain.TableauDeBord;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Lists;
using FichierClient.Web.Entreprises;
using FichierClient.Web.Ventes;

namespace FichierClient.Web.TableauDeBord;

/// <summary>The dashboard as its address says it, and the addresses of the lists behind its figures.</summary>
public static class TableauAdresse
{
    public const string Path = "/tableau-de-bord";
    public const string Annee = "annee", Exercice = "exercice", Nommee = "periode", Du = "du", Au = "au", Commercial = VenteAdresse.Commercial, Equipe = VenteAdresse.Equipe,
        Canal = VenteAdresse.Canal, Etiquette = VenteAdresse.Etiquette;

    private const int FirstYear = 1900, LastYear = 2200;

    public static readonly string[] PeriodKeys = [Annee, Exercice, Nommee, Du, Au];

    public static TableauFiltre Read(QueryState state)
    {
        var rows = VenteAdresse.Read(state);
        return new TableauFiltre
        {
            Annee = int.TryParse(state[Annee], NumberStyles.None, CultureInfo.InvariantCulture, out var annee) ? annee : null,
            ExerciceId = Guid.TryParse(state[Exercice], out var exercice) ? exercice : null,
            Nommee = state[Nommee],
            Du = Day(state[Du]),
            Au = Day(state[Au]),
            Commerciaux = rows.Commerciaux,
            Equipes = rows.Equipes,
            Canaux = rows.Canaux,
            Etiquettes = rows.Etiquettes,
        };
    }

    /// <summary>What the address says of the period and the figures don't follow, with the reason as a key of the common texts.</summary>
    /// <param name="state">The address.</param>
    /// <param name="exercices">Those that can be chosen; null: not read.</param>
    public static IReadOnlyDictionary<string, string> Problems(QueryState state, IReadOnlyList<ExerciceChoix>? exercices)
    {
        var filtre = Read(state);
        Dictionary<string, string> problems = [];
        void Tell(string key, bool wrong, string why)
        {
            if (state[key] is not null && wrong) problems.TryAdd(key, why);
        }

        Tell(Annee, filtre.Annee is not (>= FirstYear and <= LastYear), "UnreadYear");
        Tell(Exercice, filtre.ExerciceId is not { } id || exercices?.Any(e => e.Id == id) == false, "UnreadChoice");
        Tell(Nommee, !PlageNommee.Noms.Contains(filtre.Nommee), "UnreadChoice");
        Tell(Du, filtre.Du is null, "UnreadDay");
        Tell(Au, filtre.Au is null, "UnreadDay");
        Tell(Du, filtre.Du is not null && state[Au] is null, "UnreadNoEnd");
        Tell(Du, filtre.Du > filtre.Au, "UnreadReversed");
        Tell(Au, filtre.Du > filtre.Au, "UnreadReversed");
        return problems;
    }

    /// <summary>The same dashboard on the 12 months that end today.</summary>
    public static QueryState DouzeMois(QueryState state) => state.Without(PeriodKeys);

    public static QueryState DouzeMoisAu(QueryState state, DateOnly fin) => DouzeMois(state).With(Au, Write(fin));

    public static QueryState DeAnnee(QueryState state, int annee) => DouzeMois(state).With(Annee, annee.ToString(CultureInfo.InvariantCulture));

    /// <summary>A month or a quarter by its name, which moves with the calendar.</summary>
    public static QueryState DeNommee(QueryState state, string nom) => DouzeMois(state).With(Nommee, nom);

    public static QueryState DeExercice(QueryState state, Guid id) => DouzeMois(state).With(Exercice, id.ToString());

    public static QueryState Libre(QueryState state, Plage plage) => DouzeMois(state).With(Du, Write(plage.Du)).With(Au, Write(plage.Au));

    /// <summary>The list of the entreprises that a list of clients begins with.</summary>
    public static string Entreprises(EntrepriseFiltre filtre) => QueryState.Parse(EntrepriseAdresse.Path)
        .With(EntrepriseAdresse.PremiereVente, FilterRange.Write(filtre.PremiereVenteMin, filtre.PremiereVenteMax))
        .With(EntrepriseAdresse.Ralentit, filtre.Ralentit ? "oui" : null)
        .With(EntrepriseAdresse.Perdu, filtre.Perdu ? "oui" : null)
        .WithAll(EntrepriseAdresse.Commercial, Ids(filtre.Responsables, filtre.SansResponsable))
        .WithAll(EntrepriseAdresse.Equipe, Ids(filtre.Equipes, false))
        .WithAll(EntrepriseAdresse.Canal, Ids(filtre.Canaux, filtre.SansCanal))
        .WithAll(EntrepriseAdresse.Etiquette, Ids(filtre.Etiquettes, false))
        .ToString();

    private static IEnumerable<string> Ids(IReadOnlyList<Guid> ids, bool orNone) =>
        [.. ids.Select(id => id.ToString()), .. orNone ? [VenteAdresse.Aucun] : Array.Empty<string>()];

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
