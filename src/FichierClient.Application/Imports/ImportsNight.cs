using FichierClient.Application.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Imports;

/// <summary>
/// Deletes original files whose time is over, in every organisation, also in one that imports nothing any more: each hour, since
/// the promise is in days.
/// </summary>
public sealed class ImportsNight(NpgsqlDataSource database, ImportRetention retention, TimeProvider time, ILogger<ImportsNight> log)
    : OrganisationsRound(database, TimeSpan.FromHours(1), time, log)
{
    protected override Task VisitAsync(Guid tenantId, CancellationToken cancellationToken) => retention.DeleteExpiredAsync(tenantId, cancellationToken);
}
