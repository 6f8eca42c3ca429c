using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Entreprises;

/// <summary>What hangs on one entreprise, in one batch: the member is known to see it, so it sees all of these that no restriction hides.</summary>
internal sealed class EntrepriseParts
{
    private const int Shown = 6;
    private const int Months = 24;

    private readonly List<TelephoneDetails> telephones = [];
    private readonly List<string> etiquettes = [];
    private readonly List<ContactLie> contacts = [];
    private readonly List<VenteLiee> ventes = [];
    private readonly List<Reference> filiales = [];
    private readonly decimal[] mois = new decimal[Months];
    private int nbContacts;
    private bool aDesDoublons;
    private (int Nombre, decimal Montant) facturesPrecedentes;

    private static readonly string[] Sql =
    [
        "select saisie, e164, libelle from entreprise_telephones where tenant_id = $1 and entreprise_id = $2 order by position, id",
        """
        select t.nom from entreprise_etiquettes l join etiquettes t on t.tenant_id = l.tenant_id and t.id = l.etiquette_id
        where l.tenant_id = $1 and l.entreprise_id = $2 order by t.nom
        """,
        $"""
        select c.id, c.nom_complet, l.fonction,
            (select m.adresse from contact_emails m where m.tenant_id = c.tenant_id and m.contact_id = c.id order by m.prefere desc, m.id limit 1),
            p.saisie, p.e164, coalesce(l.jusqua < $3, false), (count(*) over ())::integer
        from contact_liens l join contacts c on c.tenant_id = l.tenant_id and c.id = l.contact_id and c.supprime_le is null and ($5 or c.limite_le is null or c.contrat_exempte_le is not null)
        left join lateral (select saisie, e164 from contact_telephones p where p.tenant_id = c.tenant_id and p.contact_id = c.id order by p.prefere desc, p.position, p.id limit 1) p on true
        where l.tenant_id = $1 and l.entreprise_id = $2
        order by 7, c.nom_complet limit {Shown}
        """,
        $"""
        select id, type, statut, nullif(numero, case when serie = 'IMPORT' then numero end) as numero, date, montant from ventes
        where tenant_id = $1 and entreprise_id = $2 and supprime_le is null order by date desc, id desc limit {Shown}
        """,
        // One pass over the covering index gives the months and the year before.
        $"""
        select width_bucket(date, array(select (date_trunc('month', $3::timestamp) - make_interval(months => {Months - 1} - n))::date from generate_series(0, {Months - 1}) n)),
            sum(centimes)::bigint,
            (count(*) filter (where type = 'Facture' and date <= $3::date - interval '1 year' and date > $3::date - interval '2 years'))::integer,
            coalesce(sum(centimes) filter (where type = 'Facture' and date <= $3::date - interval '1 year' and date > $3::date - interval '2 years'), 0)::bigint
        from ventes where tenant_id = $1 and entreprise_id = $2 and date > $3::date - interval '25 months' and date <= $3 and comptee group by 1
        """,
        $"""
        select id, raison_sociale from entreprises
        where tenant_id = $1 and maison_mere_id = $2 and supprime_le is null and ($5 or limite_le is null or contrat_exempte_le is not null) and ($4::uuid[] is null or responsable_id = any ($4)) order by recherche limit {Shown}
        """,
        """
        select exists (select from doublons d join entreprises e on e.tenant_id = d.tenant_id and e.id = d.second_id and e.supprime_le is null and ($5 or e.limite_le is null)
                where d.tenant_id = $1 and d.sujet = 'Entreprise' and d.premier_id = $2 and d.ecarte_le is null)
            or exists (select from doublons d join entreprises e on e.tenant_id = d.tenant_id and e.id = d.premier_id and e.supprime_le is null and ($5 or e.limite_le is null)
                where d.tenant_id = $1 and d.sujet = 'Entreprise' and d.second_id = $2 and d.ecarte_le is null)
        """,
    ];

    public static async Task<EntrepriseParts> ReadAsync(AppDbContext db, Acteur acteur, Guid id, DateOnly today, CancellationToken cancellationToken)
    {
        var parts = new EntrepriseParts();
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
        foreach (var sql in Sql)
        {
            var command = new NpgsqlBatchCommand(sql) { Parameters = { new() { Value = db.TenantId }, new() { Value = id } } };
            NpgsqlParameter[] further = [new() { Value = today }, new() { Value = acteur.Responsables is { } seen ? seen.ToArray() : DBNull.Value, DataTypeName = "uuid[]" }, new() { Value = acteur.SeesRestricted() }];
            // Numbers of parameters go without gaps: those before the last one that a statement names.
            for (var i = 0; i < further.Length; i++)
                if (Enumerable.Range(i, further.Length - i).Any(n => sql.Contains($"${n + 3}", StringComparison.Ordinal))) command.Parameters.Add(further[i]);
            batch.BatchCommands.Add(command);
        }

        await batch.PrepareAsync(cancellationToken);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var read in parts.Readers())
        {
            while (await reader.ReadAsync(cancellationToken)) read(reader);
            await reader.NextResultAsync(cancellationToken);
        }

        return parts;
    }

    public EntrepriseDetails Into(EntrepriseDetails details) => details with
    {
        Telephones = telephones,
        Etiquettes = etiquettes,
        Contacts = contacts,
        NbContacts = nbContacts,
        Ventes = ventes,
        Filiales = filiales,
        ADesDoublons = aDesDoublons,
        Figures = details.Figures with { Mois = mois, Factures12mPrecedents = facturesPrecedentes.Nombre, MontantFactures12mPrecedents = facturesPrecedentes.Montant },
    };

    /// <summary>One per statement, in their order.</summary>
    private Action<NpgsqlDataReader>[] Readers() =>
    [
        r => telephones.Add(new TelephoneDetails(r.GetString(0), Text(r, 1), Text(r, 2))),
        r => etiquettes.Add(r.GetString(0)),
        r =>
        {
            contacts.Add(new ContactLie(r.GetGuid(0), r.GetString(1), Text(r, 2), Text(r, 3), Text(r, 4), Text(r, 5), r.GetBoolean(6)));
            nbContacts = r.GetInt32(7);
        },
        r => ventes.Add(new VenteLiee(r.GetGuid(0), Enum.Parse<TypeVente>(r.GetString(1)), Enum.Parse<StatutVente>(r.GetString(2)), Text(r, 3), r.GetFieldValue<DateOnly>(4), r.GetDecimal(5))),
        r =>
        {
            // 0: the days of the year before that are older than the first month.
            if (r.GetInt32(0) is > 0 and var rang) mois[rang - 1] = r.GetInt64(1) / 100m;
            facturesPrecedentes = (facturesPrecedentes.Nombre + r.GetInt32(2), facturesPrecedentes.Montant + r.GetInt64(3) / 100m);
        },
        r => filiales.Add(new Reference(r.GetGuid(0), r.GetString(1))),
        r => aDesDoublons = r.GetBoolean(0),
    ];

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
