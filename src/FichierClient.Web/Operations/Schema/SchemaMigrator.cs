using System.Data;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace FichierClient.Web.Operations.Schema;

/// <summary>
/// Applies every pending migration of every context in one transaction: EF would use one for each, and a failure in the
/// middle would leave a schema that no version of the program knows.
/// </summary>
internal static class SchemaMigrator
{
    /// <summary>Two programs that migrate at once wait for each other; any number that nothing else uses.</summary>
    private const long AdvisoryLock = 0x46_49_43_48_49_45_52;

    /// <summary>Migrates as the owner and returns the names of what was applied, none when the schema was up to date.</summary>
    /// <exception cref="OperatorException">A migration failed; the schema is as it was.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(
        string ownerConnection, IReadOnlyList<SchemaContext> contexts, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ownerConnection);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock({AdvisoryLock})", cancellationToken);
        var applied = new List<string>();
        foreach (var context in contexts)
        {
            await using var db = context.Open(ownerConnection);
            applied.AddRange(await ApplyAsync(connection, context, db, cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
        return applied;
    }

    private static async Task<List<string>> ApplyAsync(
        NpgsqlConnection connection, SchemaContext context, DbContext db, CancellationToken cancellationToken)
    {
        var known = await SchemaVersion.AppliedAsync(connection, context, cancellationToken);
        var migrator = db.GetService<IMigrator>();
        var done = new List<string>();
        var previous = Migration.InitialDatabase;
        foreach (var migration in context.Migrations())
        {
            if (!known.Contains(migration))
            {
                var script = migrator.GenerateScript(previous, migration, MigrationsSqlGenerationOptions.NoTransactions);
                await ApplyOneAsync(connection, migration, script, cancellationToken);
                done.Add(migration);
            }

            previous = migration;
        }

        return done;
    }

    private static async Task ApplyOneAsync(NpgsqlConnection connection, string migration, string script, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(connection, script, cancellationToken);
        }
        catch (PostgresException error)
        {
            throw new OperatorException(
                ExitCodes.Schema, $"Migration {migration} failed; the schema is as it was before. {error.SqlState}: {error.MessageText}", error);
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "The text comes from the program's own migrations.")]
    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // A migration of a large table takes the time that it takes.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
