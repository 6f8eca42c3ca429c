using FichierClient.Application.Common;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Exports;

/// <summary>Deletes the files of exports whose time is over, in every organisation, also in one that exports nothing any more: each hour.</summary>
public sealed class ExportsNight(NpgsqlDataSource database, ExportRetention retention, TimeProvider time, ILogger<ExportsNight> log)
    : OrganisationsRound(database, TimeSpan.FromHours(1), time, log)
{
    protected override Task VisitAsync(Guid tenantId, CancellationToken cancellationToken) => retention.DeleteExpiredAsync(tenantId, cancellationToken);
}
