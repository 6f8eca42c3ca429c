using Npgsql;

namespace FichierClient.Web.Operations.Database;

/// <summary>The web must not run under a role for which row-level security doesn't hold: one mistake there would show one company's clients to another.</summary>
internal static class WebRole
{
    /// <exception cref="OperatorException">The role is superuser, bypasses RLS, owns a table, or may become a role that does.</exception>
    public static async Task RefusePowerAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select string_agg(distinct reason, ', ') from (
                select case when r.rolsuper then 'is superuser' when r.rolbypassrls then 'has BYPASSRLS' end as reason
                from pg_roles r where pg_has_role(current_user, r.oid, 'member')
                union all
                select 'owns the table ' || min(c.relname)
                from pg_class c where c.relkind in ('r', 'p') and c.relnamespace in (select oid from pg_namespace where nspname in ('public', 'comptes'))
                and pg_has_role(current_user, c.relowner, 'member') having count(*) > 0
            ) reasons
            """,
            connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is string reasons)
        {
            throw new OperatorException(
                ExitCodes.Database,
                $"The web refuses to run as {new NpgsqlConnectionStringBuilder(connectionString).Username}, which {reasons}: "
                + $"row-level security wouldn't hold. Give FICHIER_DATABASE_APP a role like {DatabaseRoles.App}.");
        }
    }
}
