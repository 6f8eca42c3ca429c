using System.Globalization;
using FichierClient.Application.Data;
using Npgsql;

namespace FichierClient.Application.Jobs;

/// <summary>A job while this process holds it.</summary>
public sealed class JobRun(NpgsqlDataSource database, Guid tenantId, Guid jobId, string holder)
{
    /// <summary>How long a silent holder keeps its job.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    public Guid TenantId { get; } = tenantId;
    public Guid JobId { get; } = jobId;

    public required string Kind { get; init; }

    /// <summary>What the job works on.</summary>
    public Guid? SubjectId { get; init; }

    public Guid? RequestedById { get; init; }

    /// <summary>Shows the progress. Call it once a batch; it also tells that the holder is alive.</summary>
    public Task ReportAsync(long done, long total, CancellationToken cancellationToken) =>
        ExecuteAsync("update jobs set done = $4, total = $5, lease_until = now() + $6 where tenant_id = $1 and id = $2 and holder = $3 and status = 'Running'",
            [done, total, Lease], cancellationToken);

    /// <summary>Prolongs the lease.</summary>
    /// <returns>False when the job must stop here: cancelled, or taken by another process.</returns>
    internal async Task<bool> BeatAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenTenantAsync(TenantId, cancellationToken);
        await using var command = Command(connection, """
            update jobs set lease_until = now() + $4
            where tenant_id = $1 and id = $2 and holder = $3 and status = 'Running' and not cancel_requested
            """, [Lease]);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Ends it, unless another process has it now.</summary>
    internal Task FinishAsync(JobStatus status, string? error) =>
        ExecuteAsync("""
            update jobs set status = $4, error = $5, finished_at = now(), lease_until = null, holder = null
            where tenant_id = $1 and id = $2 and holder = $3 and status = 'Running'
            """, [status.ToString(), (object?)error ?? DBNull.Value], CancellationToken.None);

    /// <summary>Gives it back, to be taken again at once. After a fault that may pass it is kept: it is taken again after its lease.</summary>
    internal Task ReleaseAsync() =>
        ExecuteAsync("update jobs set status = 'Waiting', lease_until = null, holder = null where tenant_id = $1 and id = $2 and holder = $3 and status = 'Running'", [], CancellationToken.None);

    internal async Task<bool> WasCancelledAsync()
    {
        await using var connection = await database.OpenTenantAsync(TenantId);
        await using var command = Command(connection, "select cancel_requested from jobs where tenant_id = $1 and id = $2 and holder = $3", []);
        return await command.ExecuteScalarAsync() is true;
    }

    /// <summary>The language of its requester.</summary>
    internal async Task<CultureInfo> CultureAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenTenantAsync(TenantId, cancellationToken);
        await using var command = Command(connection, "select culture from jobs where tenant_id = $1 and id = $2 and holder = $3", []);
        return CultureInfo.GetCultureInfo(await command.ExecuteScalarAsync(cancellationToken) as string ?? "");
    }

    private async Task ExecuteAsync(string sql, object[] more, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenTenantAsync(TenantId, cancellationToken);
        await using var command = Command(connection, sql, more);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] more)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in (object[])[TenantId, JobId, holder, .. more]) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
