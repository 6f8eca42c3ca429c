namespace FichierClient.Domain.TableauDeBord;

/// <summary>Periods that are said by a name and move with the calendar: a kept view of "this month" is always that of its reader's today.</summary>
public static class PlageNommee
{
    public const string CeMois = "ce-mois", MoisDernier = "mois-dernier", CeTrimestre = "ce-trimestre", TrimestreDernier = "trimestre-dernier",
        CetteAnnee = "cette-annee", AnneeDerniere = "annee-derniere";

    /// <summary>All names, nearest first.</summary>
    public static readonly IReadOnlyList<string> Noms = [CeMois, MoisDernier, CeTrimestre, TrimestreDernier, CetteAnnee, AnneeDerniere];

    private const int MoisParTrimestre = 3;

    /// <summary>The whole period of a name, its days to come included; null when nothing is called so.</summary>
    public static Plage? Of(string? nom, DateOnly today) => nom switch
    {
        CeMois => Plage.MoisDe(today),
        MoisDernier => Plage.MoisDe(today.AddMonths(-1)),
        CeTrimestre => Trimestre(today),
        TrimestreDernier => Trimestre(today.AddMonths(-MoisParTrimestre)),
        CetteAnnee => Annee(today.Year),
        AnneeDerniere => Annee(today.Year - 1),
        _ => null,
    };

    /// <summary>1 to 4.</summary>
    public static int TrimestreDe(DateOnly jour) => (jour.Month - 1) / MoisParTrimestre + 1;

    private static Plage Trimestre(DateOnly jour)
    {
        var premier = new DateOnly(jour.Year, (TrimestreDe(jour) - 1) * MoisParTrimestre + 1, 1);
        return new Plage(premier, premier.AddMonths(MoisParTrimestre).AddDays(-1));
    }

    private static Plage Annee(int annee) => new(new DateOnly(annee, 1, 1), new DateOnly(annee, 12, 31));
}
