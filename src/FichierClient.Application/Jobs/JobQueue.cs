using FichierClient.Application.Data;
using Npgsql;

namespace FichierClient.Application.Jobs;

/// <summary>Takes jobs. Waiting ones first come first served; those whose holder fell silent are taken over.</summary>
public sealed class JobQueue(NpgsqlDataSource database)
{
    /// <summary>This process: two on one machine, or a restart of the same, never look alike.</summary>
    public static readonly string Holder = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>The next job of any organisation, null when there is none. The one read across organisations, in a function of the database.</summary>
    public async Task<JobRun?> TakeAsync(string[] kinds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select tenant_id, id, kind, subject_id, requested_by_id from fichier_take_job($1, $2, $3)");
        command.Parameters.Add(new NpgsqlParameter { Value = kinds });
        command.Parameters.Add(new NpgsqlParameter { Value = Holder });
        command.Parameters.Add(new NpgsqlParameter { Value = JobRun.Lease });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>A given job that still waits, or whose holder is gone, for a command that works on it itself; null when somebody else has it.</summary>
    public async Task<JobRun?> TakeAsync(Guid tenantId, Guid jobId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenTenantAsync(tenantId, cancellationToken);
        await using var command = new NpgsqlCommand("""
            update jobs set status = 'Running', holder = $3, lease_until = now() + $4, attempts = attempts + 1, started_at = coalesce(started_at, now())
            where tenant_id = $1 and id = $2 and (status = 'Waiting' or (status = 'Running' and lease_until < now() and attempts < 5 and not cancel_requested))
            returning tenant_id, id, kind, subject_id, requested_by_id
            """, connection);
        foreach (var value in (object[])[tenantId, jobId, Holder, JobRun.Lease]) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Ends what was given up or cancelled while its holder was away; nobody takes such a job again.</summary>
    public async Task EndGivenUpAsync(CancellationToken cancellationToken) => await TakeAsync([], cancellationToken);

    private async Task<JobRun?> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return null;
        return new JobRun(database, reader.GetGuid(0), reader.GetGuid(1), Holder)
        {
            Kind = reader.GetString(2),
            SubjectId = await reader.IsDBNullAsync(3, cancellationToken) ? null : reader.GetGuid(3),
            RequestedById = await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetGuid(4),
        };
    }
}
