using Npgsql;

namespace FichierClient.Web.Operations.Sauvegardes;

/// <summary>
/// The way in for backups: row-level security is forced on the owner too, so a dump under any lesser role would be empty, or fail.
/// The embedded cluster's administrator; else <c>FICHIER_BACKUP_DATABASE</c>; else the owner when it is one.
/// </summary>
internal static class BackupRole
{
    /// <returns>A connection string to the program's database.</returns>
    /// <exception cref="OperatorException">Nobody at hand sees all rows.</exception>
    public static async Task<string> RequireAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var given = context.App.Configuration["FICHIER_BACKUP_DATABASE"];
        var candidate = context.Database.Administrator ?? (string.IsNullOrEmpty(given) ? context.Database.Connections.Owner : WithPassword(given, context.App.Configuration["FICHIER_BACKUP_PASSWORD"]));
        if (candidate is not null && await SeesAllAsync(candidate, cancellationToken)) return candidate;
        throw new OperatorException(
            ExitCodes.Usage,
            "This needs a role that sees all rows (superuser, or BYPASSRLS and owner of the database): row-level security is forced on the owner of the tables too. "
            + "Set FICHIER_BACKUP_DATABASE to such a role's connection string.");
    }

    /// <summary>The same server and role, another database.</summary>
    public static string On(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database, Pooling = false }.ConnectionString;

    private static string WithPassword(string connectionString, string? password)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Password ??= string.IsNullOrEmpty(password) ? null : password;
        return builder.ConnectionString;
    }

    private static async Task<bool> SeesAllAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select rolsuper or rolbypassrls from pg_roles where rolname = current_user", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
