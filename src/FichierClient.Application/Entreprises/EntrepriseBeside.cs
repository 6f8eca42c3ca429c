using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Application.Figures;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Evenements;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Entreprises;

/// <summary>
/// What stands beside each entreprise of a page: the names of its responsable, canal and activity, and what is many (étiquettes, first number, last
/// exchange), in one round trip. By ids: joined to the list, PostgreSQL would number all phones and exchanges of the organisation, and
/// plan each name anew for every page; these are planned once for a connection.
/// </summary>
internal sealed class EntrepriseBeside
{
    public const int Months = 12;

    private readonly Dictionary<Guid, List<string>> etiquettes = [];
    private readonly Dictionary<Guid, TelephoneRow> telephones = [];
    private readonly Dictionary<Guid, DernierEchange> echanges = [];
    private readonly Dictionary<Guid, string> membres = [];
    private readonly Dictionary<Guid, string> canaux = [];
    private readonly Dictionary<(ListeInsee Liste, string Code), string> activites = [];

    private EntrepriseBeside()
    {
    }

    /// <summary>
    /// The rows with all that stands beside them, and their CA by calendar month up to today.
    /// </summary>
    public static async Task<IReadOnlyList<EntrepriseRow>> CompleteAsync(AppDbContext db, IReadOnlyList<EntrepriseRow> rows, Acteur acteur, DateOnly today, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return rows;
        var beside = new EntrepriseBeside();
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await beside.ReadAsync((NpgsqlConnection)db.Database.GetDbConnection(), db.TenantId, rows, acteur, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        return [.. rows.Select(row => beside.Complete(row, today))];
    }

    private EntrepriseRow Complete(EntrepriseRow row, DateOnly today) => row with
    {
        Mois = EntrepriseStats.Douze(row.MoisGardes, row.DernierMois, today),
        Etiquettes = etiquettes.TryGetValue(row.Id, out var labels) ? [.. labels.Order(StringComparer.CurrentCulture)] : [],
        Telephone = telephones.GetValueOrDefault(row.Id),
        DernierEchange = echanges.GetValueOrDefault(row.Id),
        Responsable = row.ResponsableId is { } membre ? membres.GetValueOrDefault(membre) : null,
        Canal = row.CanalId is { } canal ? canaux.GetValueOrDefault(canal) : null,
        LibelleNaf = row.CodeNaf is { } code ? activites.GetValueOrDefault((row.ListeNaf, code)) : null,
    };

    private async Task ReadAsync(NpgsqlConnection connection, Guid tenantId, IReadOnlyList<EntrepriseRow> rows, Acteur acteur, CancellationToken cancellationToken)
    {
        var ids = rows.Select(r => r.Id).ToArray();
        await using var batch = new NpgsqlBatch(connection);
        List<Action<NpgsqlDataReader>> readers = [];
        void Ask(string sql, Action<NpgsqlDataReader> read, params object[] values)
        {
            var command = new NpgsqlBatchCommand(sql) { Parameters = { new() { Value = tenantId } } };
            foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(command);
            readers.Add(read);
        }

        Ask("""
            select l.entreprise_id, t.nom from entreprise_etiquettes l join etiquettes t on t.tenant_id = $1 and t.id = l.etiquette_id
            where l.tenant_id = $1 and l.entreprise_id = any ($2)
            """, r => (etiquettes.TryGetValue(r.GetGuid(0), out var labels) ? labels : etiquettes[r.GetGuid(0)] = []).Add(r.GetString(1)), ids);
        Ask("""
            select e.id, p.saisie, p.e164, p.libelle from unnest($2) e (id)
            cross join lateral (select saisie, e164, libelle from entreprise_telephones p where p.tenant_id = $1 and p.entreprise_id = e.id order by p.position, p.id limit 1) p
            """, r => telephones[r.GetGuid(0)] = new TelephoneRow(r.GetString(1), Text(r, 2), Text(r, 3)), ids);
        Ask("""
            select e.id, x.survenu_le, x.type from unnest($2) e (id)
            cross join lateral (select survenu_le, type from evenements x where x.tenant_id = $1 and x.entreprise_id = e.id and x.supprime_le is null and x.type = any ($3)
                and ($4 or not exists (select from contacts c where c.tenant_id = x.tenant_id and c.id = x.contact_id and c.limite_le is not null and c.contrat_exempte_le is null))
                order by x.survenu_le desc limit 1) x
            """, r => echanges[r.GetGuid(0)] = new DernierEchange(r.GetFieldValue<DateTimeOffset>(1), Enum.Parse<TypeEvenement>(r.GetString(2))),
            ids, Echanges.Types.Select(t => t.ToString()).ToArray(), acteur.SeesRestricted());
        Ask("select id, nom from membres where tenant_id = $1 and id = any ($2)", r => membres[r.GetGuid(0)] = r.GetString(1), Distinct(rows.Select(r => r.ResponsableId)));
        Ask("select id, nom from canaux where tenant_id = $1 and id = any ($2)", r => canaux[r.GetGuid(0)] = r.GetString(1), Distinct(rows.Select(r => r.CanalId)));
        Ask("select liste, code, libelle from libelles_insee where tenant_id = $1 and liste = any ($2) and code = any ($3)",
            r => activites[(Enum.Parse<ListeInsee>(r.GetString(0)), r.GetString(1))] = r.GetString(2), Naf, rows.Select(r => r.CodeNaf).OfType<string>().Distinct().ToArray());

        await batch.PrepareAsync(cancellationToken);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var read in readers)
        {
            while (await reader.ReadAsync(cancellationToken)) read(reader);
            await reader.NextResultAsync(cancellationToken);
        }
    }

    private static readonly string[] Naf = [nameof(ListeInsee.NafRev2), nameof(ListeInsee.Naf2025)];

    private static Guid[] Distinct(IEnumerable<Guid?> ids) => [.. ids.OfType<Guid>().Distinct()];

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
