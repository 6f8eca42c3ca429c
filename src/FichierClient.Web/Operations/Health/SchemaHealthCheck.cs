using FichierClient.Web.Operations.Database;
using FichierClient.Web.Operations.Schema;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace FichierClient.Web.Operations.Health;

/// <summary>Unhealthy when the database doesn't answer within 5 s or has another schema; the reason goes to the log, not to the caller.</summary>
internal sealed class SchemaHealthCheck(DatabaseConnections connections) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Patience);
        try
        {
            var version = await SchemaVersion.ReadAsync(connections.App, limited.Token);
            return version.IsCurrent
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The schema lacks {version.Missing.Count} migration(s) and has {version.Unknown.Count} unknown one(s).");
        }
        catch (Exception error) when (error is NpgsqlException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return HealthCheckResult.Unhealthy("The database doesn't answer.", error);
        }
    }
}
