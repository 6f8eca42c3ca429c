using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Domain.Contacts;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Lists;

namespace FichierClient.Web.Contacts;

/// <summary>The list of contacts as its address says it; sheets link to it with the same keys.</summary>
public static class ContactAdresse
{
    public const string Path = "/contacts";
    public const string Texte = "q", Entreprise = "entreprise", Societe = "societe", Fonction = "fonction", Ville = "ville", Opposition = "opposition", Echange = "echange", Informes = "informes";

    public static ListSort SortOf(QueryState state) =>
        ListSort.Parse(state[ListSort.QueryKey], new ListSort(ListContacts.TriParNom, Descending: false), [ListContacts.TriParNom]);

    public static PageRequest PageOf(QueryState state)
    {
        var sort = SortOf(state);
        return new PageRequest(sort.Key, sort.Descending, PageCursor.Parse(state[QueryState.PageKey]));
    }

    /// <param name="state">The address.</param>
    /// <param name="clock">What day it is, and where a day begins.</param>
    public static ContactFiltre FiltreOf(QueryState state, UserClock clock)
    {
        var (du, au) = FilterRange.Days(state[Echange], clock.Today);
        return new ContactFiltre
        {
            Texte = state[Texte],
            EntrepriseId = Guid.TryParse(state[Entreprise], out var entreprise) ? entreprise : null,
            Societe = state[Societe],
            Fonction = state[Fonction],
            Ville = state[Ville],
            Oppositions = state.All(Opposition).Where(o => Enum.TryParse<Opposition>(o, out _)).Select(Enum.Parse<Opposition>)
                .Aggregate(Domain.Contacts.Opposition.None, (all, one) => all | one),
            EchangeDepuis = Start(du, clock.Zone),
            SilenceDepuis = Start(au?.AddDays(1), clock.Zone),
            Informes = bool.TryParse(state[Informes], out var informes) ? informes : null,
            Import = ImportFilter.Of(state),
        };
    }

    public static string Sheet(Guid id) => string.Create(CultureInfo.InvariantCulture, $"{Path}/{id}");

    private static DateTimeOffset? Start(DateOnly? day, TimeZoneInfo zone) => day is not { } known
        ? null
        : new DateTimeOffset(known.ToDateTime(TimeOnly.MinValue), zone.GetUtcOffset(known.ToDateTime(TimeOnly.MinValue))).ToUniversalTime();
}
