using FichierClient.Application.Common;
using FichierClient.Application.Jobs;
using Npgsql;
using NpgsqlTypes;

namespace FichierClient.Application.Imports.Engine;

/// <summary>What a batch holds while it runs, always taken in this order.</summary>
internal static class ImportLocks
{
    /// <summary>The import's own progress, the organisation's imports, the organisation's figures.</summary>
    /// <exception cref="JobRefusedException">The import was cancelled.</exception>
    public static async Task TakeAsync(RunContext run, long rang, CancellationToken cancellationToken)
    {
        await using var progress = new NpgsqlCommand("select rang, statut from imports where tenant_id = $1 and id = $2 for update", run.Connection);
        progress.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
        progress.Parameters.Add(new NpgsqlParameter { Value = run.Import.Id });
        await using (var reader = await progress.ExecuteReaderAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken)) throw new JobRefusedException(Texts.Get("Import_disparu"));
            if (reader.GetString(1) != "EnCours") throw new OperationCanceledException("The import was cancelled.");
            // Two processes on one import: the slower one must not write its rows a second time.
            if (reader.GetInt64(0) != rang) throw new OperationCanceledException("Another process went on with this import.");
        }

        await TakeOrganisationAsync(run.Connection, run.TenantId, cancellationToken);
    }

    /// <summary>The organisation's imports and figures: two imports that make the same company at once would make it twice; figures_lock comes before any row of entreprises.</summary>
    public static async Task TakeOrganisationAsync(NpgsqlConnection connection, Guid tenantId, CancellationToken cancellationToken)
    {
        await using var locks = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('imports:' || $1::text, 0)), figures_lock()", connection);
        locks.Parameters.Add(new NpgsqlParameter { Value = tenantId });
        await locks.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task AdvanceAsync(RunContext run, long rang, BilanImport bilan, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("update imports set rang = $3, bilan = $4 where tenant_id = $1 and id = $2", run.Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = run.Import.Id });
        command.Parameters.Add(new NpgsqlParameter { Value = rang });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = bilan.ToJson() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
