using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Rgpd.Effacements;

/// <summary>What tables are called on screens: the word of the business where there is one, else the table's own name.</summary>
public static class TablesTexts
{
    public static string NameOf(IStringLocalizer<EffacementsTexts> texts, string table) => texts["Table_" + table] is { ResourceNotFound: false } known ? known.Value : table.Replace('_', ' ');
}
