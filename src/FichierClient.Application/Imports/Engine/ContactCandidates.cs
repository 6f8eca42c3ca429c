using FichierClient.Application.Imports.Rows;
using Npgsql;

namespace FichierClient.Application.Imports.Engine;

/// <summary>The contacts that rows may mean.</summary>
/// <param name="Ids">Their records.</param>
/// <param name="Anciens">Names of records that were merged, each with the survivor's id.</param>
internal sealed record ContactsPossibles(Guid[] Ids, IReadOnlyList<(string Nom, Guid Survivant)> Anciens);

internal static class ContactCandidates
{
    /// <summary>The contacts that the rows of a batch may mean: by address and by whole name, that of a merged record too; locked in a run.</summary>
    public static async Task<ContactsPossibles> FindAsync(RunContext run, List<SourceContact> sources, CancellationToken cancellationToken)
    {
        var (contacts, emails) = (run.Tables.Read("contacts"), run.Tables.Read("contact_emails"));
        await using var command = new NpgsqlCommand($"""
            select m.contact_id, null from {emails} m where m.tenant_id = $1 and m.adresse = any ($2)
            union
            select coalesce(c.survivant_id, c.id), case when c.survivant_id is not null then c.recherche end from {contacts} c where c.tenant_id = $1 and c.recherche = any ($3)
            """, run.Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = sources.SelectMany(s => s.Emails).Distinct().ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = sources.Select(s => s.CleNom).Where(n => n.Length > 0).Distinct().ToArray() });
        var (ids, former) = (new HashSet<Guid>(), new List<(string, Guid)>());
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                ids.Add(reader.GetGuid(0));
                if (!reader.IsDBNull(1)) former.Add((reader.GetString(1), reader.GetGuid(0)));
            }
        }

        if (ids.Count > 0 && !run.Tables.IsPreview) await LockAsync(run, [.. ids], cancellationToken);
        return new ContactsPossibles([.. ids], former);
    }

    private static async Task LockAsync(RunContext run, List<Guid> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select 1 from contacts where tenant_id = $1 and id = any ($2) order by id for no key update", run.Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = ids.ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
