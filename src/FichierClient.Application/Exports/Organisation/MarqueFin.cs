using FichierClient.Application.Rgpd.Effacements;
using Npgsql;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>How a database knows an end that the journal tells of.</summary>
internal enum EtatFin
{
    /// <summary>Not at all: it was restored from before.</summary>
    Inconnue,

    /// <summary>It was begun here and came to nothing.</summary>
    Entamee,

    /// <summary>It happened here; whatever stands there now came back afterwards.</summary>
    Faite,
}

/// <summary>
/// The row by which a database knows that it isn't older than the journal's entry of an end. It outlives the organisation and is committed before the entry is written: a database that holds it never
/// has to do again what the entry says, and rows that were written after the entry are nobody's to delete.
/// </summary>
internal static class MarqueFin
{
    /// <summary>Committed at once, on a connection of its own: it stays when the deletion comes to nothing.</summary>
    public static async Task BeginAsync(string ownerConnection, Guid fin, Guid organisation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var owner = new NpgsqlConnection(ownerConnection);
        await owner.OpenAsync(cancellationToken);
        await owner.RunAsync("insert into fins_organisations (id, organisation_id, entamee_le) values ($1, $2, $3)", cancellationToken, fin, organisation, now.ToUniversalTime());
    }

    /// <summary>Within the transaction that deletes.</summary>
    public static Task EndAsync(NpgsqlConnection owner, Guid fin, DateTimeOffset now, CancellationToken cancellationToken) =>
        owner.RunAsync("update fins_organisations set faite_le = $2 where id = $1", cancellationToken, fin, now.ToUniversalTime());

    public static async Task<EtatFin> ReadAsync(NpgsqlDataSource database, Guid fin, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await Catalogue.RowsAsync(connection, "select faite_le is not null from fins_organisations where id = $1", r => r.GetBoolean(0), cancellationToken, fin);
        return rows switch { [true] => EtatFin.Faite, [false] => EtatFin.Entamee, _ => EtatFin.Inconnue };
    }
}
