using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.Application.Rgpd.Demandes;

internal static class CalendrierOrganisation
{
    /// <summary>Now, today where the organisation is, and the public holidays.</summary>
    public static async Task<Calendrier> CalendrierAsync(this AppDbContext db, TimeProvider clock, CancellationToken cancellationToken) =>
        new(clock.GetUtcNow(), await db.TodayAsync(clock, cancellationToken), JoursFeries.IsHoliday);
}
