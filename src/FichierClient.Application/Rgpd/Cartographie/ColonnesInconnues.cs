using FichierClient.Application.Common;
using FichierClient.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.Application.Rgpd.Cartographie;

/// <summary>
/// Columns that can hold words or bytes and that no classification knows (rgpd.md 3.2): the build refuses those of the program, but a database may have others, that an operator
/// or another program added. They are in no access and in no erasure of the map, so each start says so.
/// </summary>
public sealed class ColonnesInconnues(AppDbContextFactory contexts, ILogger<ColonnesInconnues> log) : BackgroundService
{
    /// <summary>Their names: schema, table, column.</summary>
    /// <param name="db">For the model.</param>
    /// <param name="connection">Open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(AppDbContext db, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var known = Cartographie.Classees(db).ToHashSet();
        await using var command = new NpgsqlCommand(
            """
            select n.nspname || '.' || c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
            where n.nspname in ('public', 'comptes', 'archive') and c.relkind in ('r', 'p') and not c.relispartition and c.relname not in ('__EFMigrationsHistory', '__migrations') and a.attnum > 0 and not a.attisdropped
                and (t.typcategory in ('S', 'A') or t.typname in ('json', 'jsonb', 'bytea', 'inet', 'cidr', 'tsvector', 'xml') or t.typtype = 'c')
                and coalesce(col_description(c.oid, a.attnum), '') !~ '^(donnée|non) personnelle: ' order by 1
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var unknown = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            if (reader.GetString(0) is var column && !known.Contains(column)) unknown.Add(column);
        return unknown;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var db = contexts.Open(Guid.CreateVersion7());
            await db.Database.OpenConnectionAsync(stoppingToken);
            if (await ReadAsync(db, (NpgsqlConnection)db.Database.GetDbConnection(), stoppingToken) is { Count: > 0 } unknown)
                log.LogWarning("No classification of personal data knows {Count} columns of the database, so no access and no erasure is sure to reach them: {Columns}", unknown.Count, string.Join(", ", unknown));
        }
        catch (Exception error) when (DbFailures.MayPass(error))
        {
            log.LogWarning(error, "The columns of the database couldn't be compared with the map of personal data");
        }
    }
}
