using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

/// <summary>Days and instants in the organisation's own time zone.</summary>
public static class OrganisationDay
{
    /// <summary>Today's date where the organisation is.</summary>
    public static async Task<DateOnly> TodayAsync(this AppDbContext db, TimeProvider clock, CancellationToken cancellationToken) =>
        (await db.Organisations.AsNoTracking().SingleAsync(cancellationToken)).Today(clock.GetUtcNow());

    /// <summary>
    /// The instant of something known by its day: now when the day is today or unknown, noon otherwise (an hour that is the
    /// same day in the reader's zone too).
    /// </summary>
    public static DateTimeOffset InstantOf(this Organisation organisation, DateOnly? day, DateTimeOffset now)
    {
        if (day is not { } known || known == organisation.Today(now)) return now;
        var noon = known.ToDateTime(new TimeOnly(12, 0));
        return new DateTimeOffset(noon, TimeZoneInfo.FindSystemTimeZoneById(organisation.Fuseau).GetUtcOffset(noon)).ToUniversalTime();
    }
}
