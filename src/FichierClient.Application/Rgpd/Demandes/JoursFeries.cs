using PublicHoliday;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>French public holidays (Code du travail, art. L3133-1).</summary>
public static class JoursFeries
{
    public static bool IsHoliday(DateOnly day) => new FrancePublicHoliday().IsPublicHoliday(day.ToDateTime(TimeOnly.MinValue));
}
