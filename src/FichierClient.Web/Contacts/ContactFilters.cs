using FichierClient.Domain.Contacts;
using FichierClient.Web.Common;
using FichierClient.Web.Common.Lists;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Contacts;

/// <summary>What the list can be limited to, as chips.</summary>
internal static class ContactFilters
{
    public static readonly IReadOnlyList<Opposition> Canaux = [Opposition.Email, Opposition.Telephone, Opposition.Courrier, Opposition.Profilage];

    /// <param name="state">The address: one entreprise is a filter only for those who come from its sheet.</param>
    /// <param name="entreprise">Its name.</param>
    /// <param name="texts">Words.</param>
    public static IReadOnlyList<Filter> All(QueryState state, string? entreprise, IStringLocalizer<ContactsTexts> texts)
    {
        List<Filter> filters =
        [
            new(ContactAdresse.Texte, texts["FiltreTexte"], FilterKind.Text) { Anywhere = true },
            new(ContactAdresse.Societe, texts["Entreprise"], FilterKind.Text) { Anywhere = true },
            new(ContactAdresse.Fonction, texts["Fonction"], FilterKind.Text) { Anywhere = true },
            new(ContactAdresse.Ville, texts["Ville"], FilterKind.Text),
            new(ContactAdresse.Opposition, texts["Opposition"], FilterKind.Choice)
            {
                Choices = [.. Canaux.Select(o => new FilterChoice(o.ToString(), texts["Opposition_" + o]))],
            },
            new(ContactAdresse.Informes, texts["Informes"], FilterKind.Choice) { Choices = [new FilterChoice("false", texts["Informes_Non"]), new FilterChoice("true", texts["Informes_Oui"])] },
            new(ContactAdresse.Echange, texts["DernierEchange"], FilterKind.Day),
        ];
        if (state[ContactAdresse.Entreprise] is { } id && Guid.TryParse(id, out _))
        {
            filters.Insert(0, new(ContactAdresse.Entreprise, texts["Entreprise"], FilterKind.Choice) { Choices = [new FilterChoice(id, entreprise ?? "…")] });
        }
        return filters;
    }
}
