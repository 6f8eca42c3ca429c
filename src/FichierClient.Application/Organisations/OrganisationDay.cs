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

    /// <summary>An instant as the organisation's clock shows it, with its offset: what is signed and printed has the day that people there had.</summary>
    public static async Task<DateTimeOffset> InZoneAsync(this AppDbContext db, DateTimeOffset instant, CancellationToken cancellationToken) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(await db.Organisations.Select(o => o.Fuseau).SingleAsync(cancellationToken)));

    /// <summary>
    /// The instant of something known by its day: now when the day is today or unknown, noon otherwise (an hour that is the
    /// same day in the reader's zone too).
    /// </summary>
    public static DateTimeOffset InstantOf(this Organisation organisation, DateOnly? day, DateTimeOffset now)
    {
        if (day is not { } known || known == organisation.Today(now)) return now;
        var noon = known.ToDateTime(new TimeOnly(12, 0));
        return organisation.Instant(noon);
    }

    /// <summary>A time of the organisation's clock as an instant.</summary>
    public static DateTimeOffset Instant(this Organisation organisation, DateTime local)
    {
        var plain = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(plain, TimeZoneInfo.FindSystemTimeZoneById(organisation.Fuseau).GetUtcOffset(plain)).ToUniversalTime();
    }

    /// <summary>An instant as the organisation's clock shows it.</summary>
    public static DateTime Local(this Organisation organisation, DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(organisation.Fuseau)).DateTime;
}
