using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace FichierClient.Web.Operations.Database;

/// <summary>
/// The roles and the database around the tables. <c>fichier_owner</c> owns everything and migrates;
/// <c>fichier_app</c> is the web: it owns nothing and row-level security holds for it.
/// </summary>
internal static class DatabaseRoles
{
    public const string Owner = "fichier_owner";
    public const string App = "fichier_app";
    public const string Scan = "fichier_scan";
    public const string DatabaseName = "fichierclient";

    /// <summary>
    /// Makes the role that verifies erasures: it can't log in and only reads. The app's role becomes it for a verification, and inherits nothing of it.
    /// </summary>
    /// <exception cref="OperatorException">It isn't there and the administrator may not make it.</exception>
    public static async Task EnsureScanAsync(NpgsqlConnection administrator, CancellationToken cancellationToken)
    {
        if (await ExistsAsync(administrator, "select pg_has_role($1, oid, 'member') from pg_roles where rolname = 'fichier_scan' union all select false limit 1", App, cancellationToken))
        {
            return;
        }

        try
        {
            await ExecuteAsync(administrator, $"""
                do $$ begin
                    if not exists (select from pg_roles where rolname = '{Scan}') then create role {Scan} nologin; end if;
                end $$;
                alter role {App} noinherit;
                grant {Scan} to {App};
                """, cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new OperatorException(
                ExitCodes.Database,
                $"The role {Scan}, which verifies erasures, is missing and the given user may not make it. As an administrator: "
                + $"create role {Scan} nologin; alter role {App} noinherit; grant {Scan} to {App};",
                error);
        }
    }

    /// <summary>Makes the owner and its database; for a superuser of a cluster that is ours alone.</summary>
    public static async Task EnsureOwnerAsync(NpgsqlConnection superuser, string password, CancellationToken cancellationToken)
    {
        await EnsureLoginAsync(superuser, Owner, password, cancellationToken);
        if (!await ExistsAsync(superuser, "select exists (select from pg_database where datname = $1)", DatabaseName, cancellationToken))
        {
            await ExecuteAsync(superuser, $"create database {DatabaseName} owner {Owner}", cancellationToken);
        }
    }

    /// <summary>Makes the app's role, or gives it this password, as the administrator of <paramref name="connectionString"/>.</summary>
    /// <exception cref="OperatorException">The role can't log in and the administrator may not change it.</exception>
    public static async Task EnsureAppAsync(string connectionString, string password, CancellationToken cancellationToken)
    {
        await using var administrator = new NpgsqlConnection(connectionString);
        await administrator.OpenAsync(cancellationToken);
        if (await CanLogInAsync(AsApp(connectionString, password), cancellationToken))
        {
            await EnsureScanAsync(administrator, cancellationToken);
            return;
        }

        try
        {
            await EnsureLoginAsync(administrator, App, password, cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new OperatorException(
                ExitCodes.Database,
                $"FICHIER_DATABASE may not make the role {App}. Make it (create role {App} login password '…') and set "
                + "FICHIER_APP_PASSWORD, or give a role with CREATEROLE.",
                error);
        }

        await EnsureScanAsync(administrator, cancellationToken);
    }

    /// <summary>Makes the login role when it is missing, and gives it this password.</summary>
    public static async Task EnsureLoginAsync(NpgsqlConnection administrator, string role, string password, CancellationToken cancellationToken)
    {
        var exists = await ExistsAsync(administrator, "select exists (select from pg_roles where rolname = $1)", role, cancellationToken);
        var verb = exists ? "alter role" : "create role";
        await using var format = new NpgsqlCommand($"select format('{verb} %I login password %L', $1, $2)", administrator)
        {
            Parameters = { new() { Value = role }, new() { Value = password } },
        };
        await ExecuteAsync(administrator, (string)(await format.ExecuteScalarAsync(cancellationToken))!, cancellationToken);
    }

    /// <summary>The same server and database, as the app's role.</summary>
    public static string AsApp(string connectionString, string password) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Username = App, Password = password, Passfile = null }.ConnectionString;

    private static async Task<bool> CanLogInAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
        {
            return false;
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string sql, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = name } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    [SuppressMessage("Security", "CA2100", Justification = "DDL takes no parameters: the text is constant or quoted by format().")]
    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
