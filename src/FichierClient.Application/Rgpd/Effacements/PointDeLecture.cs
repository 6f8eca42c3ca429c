using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>
/// Where the database stood when a plan was read. Every row that somebody has written or changed since bears the number of a transaction that
/// had not ended then, so that only those are searched again; of 5,000,000 notes that is a fifth of the time.
/// </summary>
/// <param name="Systeme">The cluster, how often it went back to an earlier moment, and the database in it: in another one, where a backup was restored, the numbers mean nothing.</param>
/// <param name="Transaction">The oldest transaction that was under way.</param>
public sealed record PointDeLecture(string Systeme, string Transaction)
{
    /// <summary>Where it stands now; asked before the first table is read. Null: this server tells its cluster to nobody, so everything is read again.</summary>
    internal static async Task<PointDeLecture?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Asked first: a refusal would end the caller's transaction.
        if (await Catalogue.RowsAsync(connection, "select has_function_privilege('pg_control_system()', 'execute') and has_function_privilege('pg_control_checkpoint()', 'execute')", r => r.GetBoolean(0), cancellationToken) is not [true]) return null;
        return (await Catalogue.RowsAsync(connection, """
            select (select system_identifier from pg_control_system()) || '/' || (select timeline_id from pg_control_checkpoint()) || '/' || (select oid from pg_database where datname = current_database()), pg_snapshot_xmin(pg_current_snapshot())::text
            """, r => new PointDeLecture(r.GetString(0), r.GetString(1)), cancellationToken))[0];
    }

    /// <summary>Whether rows can be told from each other by it: the same cluster, within the half of the numbers that PostgreSQL compares.</summary>
    internal bool Reaches(PointDeLecture now) =>
        Systeme == now.Systeme && ulong.Parse(now.Transaction, System.Globalization.CultureInfo.InvariantCulture) - ulong.Parse(Transaction, System.Globalization.CultureInfo.InvariantCulture) < int.MaxValue / 2;

    /// <summary>In SQL: the row was written since.</summary>
    /// <remarks>A row's number is of 32 bits; a frozen one keeps its old number, which is further back still, or is searched for nothing.</remarks>
    internal string Since => $"age(xmin) <= age((({ulong.Parse(Transaction, System.Globalization.CultureInfo.InvariantCulture)} % 4294967296)::text)::xid)";
}
