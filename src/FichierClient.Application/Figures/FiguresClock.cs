using FichierClient.Application.Data;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace FichierClient.Application.Figures;

/// <summary>
/// Which day is today for an organisation, with its stored figures true for that day. Every reader of figures asks first:
/// the first one of a day moves the windows, the others get an answer from memory.
/// </summary>
public sealed class FiguresClock(NpgsqlDataSource database, TimeProvider clock, IMemoryCache cache)
{
    /// <summary>How long a change of the organisation's zone may go unseen on another node.</summary>
    private static readonly TimeSpan ZoneKept = TimeSpan.FromMinutes(1);

    /// <summary>Today in the organisation's zone; afterwards the figures are those of that day.</summary>
    public Task<DateOnly> TodayAsync(AppDbContext db, CancellationToken cancellationToken) => TodayAsync(db.TenantId, cancellationToken);

    /// <inheritdoc cref="TodayAsync(AppDbContext, CancellationToken)"/>
    public async Task<DateOnly> TodayAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var organisation = await ZoneAsync(tenantId, cancellationToken);
        var today = organisation.Today(clock.GetUtcNow());
        if (organisation.Advanced != today)
        {
            await using var connection = await database.OpenTenantAsync(tenantId, cancellationToken);
            await using var command = new NpgsqlCommand("select figures_advance($1)", connection) { Parameters = { new() { Value = today } } };
            await command.ExecuteNonQueryAsync(cancellationToken);
            organisation.Advanced = today;
        }

        return today;
    }

    /// <summary>Called by what changes the organisation's zone.</summary>
    public void Forget(Guid tenantId) => cache.Remove((typeof(FiguresClock), tenantId));

    private async Task<Zone> ZoneAsync(Guid tenantId, CancellationToken cancellationToken) =>
        (await cache.GetOrCreateAsync((typeof(FiguresClock), tenantId), async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = ZoneKept;
            await using var connection = await database.OpenTenantAsync(tenantId, cancellationToken);
            await using var command = new NpgsqlCommand("select fuseau from organisations where id = $1", connection) { Parameters = { new() { Value = tenantId } } };
            return new Zone((string?)await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidOperationException($"No organisation {tenantId}."));
        }))!;

    private sealed class Zone(string fuseau)
    {
        private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(fuseau);

        /// <summary>The day that the figures were last brought to by this node.</summary>
        public DateOnly? Advanced { get; set; }

        /// <summary>As <c>Organisation.Today</c>.</summary>
        public DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
    }
}
