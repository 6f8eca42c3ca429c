using System.Globalization;
using FichierClient.Domain.Rgpd;
using FichierClient.Web.Common;
using FichierClient.Web.Contacts;
using FichierClient.Web.Entreprises;

namespace FichierClient.Web.Doublons;

/// <summary>The pages about duplicates as their addresses say them; lists and sheets link to them with the same keys.</summary>
public static class DoublonAdresse
{
    public const string Path = "/doublons", Fusion = "/doublons/fusion";
    public const string Genre = "genre", Fiche = "fiche", Ecartes = "ecartes", Combien = "combien";

    /// <summary>The value of <see cref="Genre"/> for contacts; entreprises need none.</summary>
    public const string Contacts = "contacts";

    public static Sujet SujetOf(QueryState state) => state[Genre] == Contacts ? Sujet.Contact : Sujet.Entreprise;

    /// <summary>The records that an address names; made-up ids are dropped.</summary>
    public static IReadOnlyList<Guid> FichesOf(QueryState state) => [.. state.All(Fiche).Where(t => Guid.TryParse(t, out _)).Select(Guid.Parse).Distinct()];

    public static string List(Sujet sujet, Guid? fiche = null) => State(Path, sujet, fiche is { } id ? [id] : []);

    public static string Merge(Sujet sujet, IEnumerable<Guid> fiches) => State(Fusion, sujet, fiches);

    public static string Sheet(Sujet sujet, Guid id) => sujet == Sujet.Contact ? ContactAdresse.Sheet(id) : EntrepriseAdresse.Sheet(id);

    private static string State(string path, Sujet sujet, IEnumerable<Guid> fiches) =>
        QueryState.Parse(path).With(Genre, sujet == Sujet.Contact ? Contacts : null).WithAll(Fiche, fiches.Select(f => f.ToString("D", CultureInfo.InvariantCulture))).ToString();
}
