using System.Globalization;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Common;

/// <summary>Days as people say them: "hier", "il y a 3 jours", "12 mars", "12 mars 2024".</summary>
public static class RelativeDay
{
    private const int OneWeek = 7;
    private const int FiveWeeks = 35;

    public static string Format(DateOnly day, DateOnly today, IStringLocalizer texts)
    {
        var days = day.DayNumber - today.DayNumber;
        return days switch
        {
            0 => texts["Today"],
            -1 => texts["Yesterday"],
            1 => texts["Tomorrow"],
            < 0 and > -OneWeek * 2 => texts["DaysAgo", -days],
            > 0 and < OneWeek * 2 => texts["InDays", days],
            < 0 and > -FiveWeeks => texts["WeeksAgo", -days / OneWeek],
            _ when day.Year == today.Year => day.ToString("d MMM", CultureInfo.CurrentCulture),
            _ => day.ToString("d MMM yyyy", CultureInfo.CurrentCulture),
        };
    }
}
