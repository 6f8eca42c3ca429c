using FichierClient.Application.Data;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Conservation;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Rgpd.Conservation;

/// <summary>A person whose time is over: since when she did nothing, what that was, and whether a hold, a restriction or an open request of hers keeps her all the same.</summary>
internal sealed record PersonneEchue(Sujet Sujet, Guid Id, DateOnly Le, ActePersonne Acte, bool EstGele);

/// <summary>
/// Finds whose last act lies before a day. The clock is moved by what the person did herself: she filled a form in, downloaded, came to a
/// meeting, was visited, called, answered, bought. Edits, imports, our notes, our own calls and mails, and openings don't move it.
/// </summary>
internal static class PersonnesEchues
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>$1 organisation, $2 clients or prospects, $3 the day, $4 the zone, $5 now, $6 one record; null: all.</summary>
    private const string Contacts = """
        with personnes as (
            select c.id,
                -- A source that is added later, by an import or a merge, is no new collection.
                least((select min(coalesce(p.collecte_le, (p.constate_le at time zone $4)::date)) from provenances p where p.tenant_id = c.tenant_id and p.sujet_id = c.id and p.sujet = 'Contact'),
                    (c.cree_le at time zone $4)::date) collecte,
                (select max(p.collecte_le) from provenances p where p.tenant_id = c.tenant_id and p.sujet_id = c.id and p.sujet = 'Contact' and p.partie = 'Personne') declare_le
            from contacts c where c.tenant_id = $1 and c.survivant_id is null and ($6::uuid is null or c.id = $6)),
        anciennes as (
            select p.id, greatest(p.collecte, p.declare_le) collecte,
                (select max(v.date) from ventes v where v.tenant_id = $1 and v.contact_id = p.id and v.statut = 'Validee' and v.type = 'Facture' and v.supprime_le is null) achat,
                (select max(v.date) from contact_liens l join ventes v on v.tenant_id = l.tenant_id and v.entreprise_id = l.entreprise_id
                    where l.tenant_id = $1 and l.contact_id = p.id and v.statut = 'Validee' and v.type = 'Facture' and v.supprime_le is null and v.date <= coalesce(l.jusqua, v.date)) relation,
                (select row((e.survenu_le at time zone $4)::date, e.type)::text from evenements e
                    where e.tenant_id = $1 and e.contact_id = p.id and e.supprime_le is null and e.survenu_le <= $5
                        and (e.de_la_personne or e.type in ('Formulaire', 'Telechargement', 'RendezVous', 'Visite'))
                    order by e.survenu_le desc limit 1) acte
            from personnes p where greatest(p.collecte, p.declare_le) < $3),
        datees as (
            select a.id, a.collecte, a.achat, a.relation, (a.relation is not null or a.achat is not null) est_client,
                split_part(btrim(a.acte, '()'), ',', 1)::date acte_le, nullif(split_part(btrim(a.acte, '()'), ',', 2), '') acte_type
            from anciennes a)
        select d.id, greatest(d.collecte, d.achat, d.acte_le, case when $2 then d.relation end) le,
            case when d.acte_le >= greatest(d.collecte, d.achat, case when $2 then d.relation end) or (d.acte_le >= d.collecte and d.achat is null and (d.relation is null or not $2)) then d.acte_type
                when greatest(d.achat, case when $2 then d.relation end) >= d.collecte then 'Achat' else 'Collecte' end acte,
            -- On hold: its company or invoice is, its processing is restricted, or a request of the person is open.
            exists (select from contacts c where c.tenant_id = $1 and c.id = d.id and c.limite_le is not null)
            or exists (select from demande_personnes p join demandes q on q.tenant_id = p.tenant_id and q.id = p.demande_id
                where p.tenant_id = $1 and p.contact_id = d.id and q.statut not in ('Cloturee', 'Irrecevable', 'Refusee', 'Retiree'))
            or exists (select from gels g where g.tenant_id = $1 and g.leve_le is null and (
                (g.objet = 'Entreprise' and g.objet_id in (select l.entreprise_id from contact_liens l where l.tenant_id = $1 and l.contact_id = d.id))
                or (g.objet = 'Vente' and g.objet_id in (select v.id from ventes v where v.tenant_id = $1 and v.contact_id = d.id)))) gele
        from datees d
        where d.est_client = $2 and greatest(d.collecte, d.achat, d.acte_le, case when $2 then d.relation end) < $3
        order by 2, 1
        """;

    /// <summary>
    /// The same of entreprises that are a natural person, with the same parameters: what is said to her is said to her record, or to a contact of hers. One that was
    /// emptied stays for its ventes and is nobody's any more.
    /// </summary>
    private const string Entreprises = """
        with personnes as (
            select x.id,
                least((select min(coalesce(p.collecte_le, (p.constate_le at time zone $4)::date)) from provenances p where p.tenant_id = x.tenant_id and p.sujet_id = x.id and p.sujet = 'Entreprise'),
                    (x.cree_le at time zone $4)::date) collecte,
                (select max(p.collecte_le) from provenances p where p.tenant_id = x.tenant_id and p.sujet_id = x.id and p.sujet = 'Entreprise' and p.partie = 'Personne') declare_le
            from entreprises x where x.tenant_id = $1 and x.est_personne_physique and x.survivant_id is null and ($6::uuid is null or x.id = $6)
                and not exists (select from effacements f where f.tenant_id = $1 and f.sujet_id = x.id and f.sujet = 'Entreprise' and f.statut = 'Termine')),
        datees as (
            select p.id, greatest(p.collecte, p.declare_le) collecte,
                (select max(v.date) from ventes v where v.tenant_id = $1 and v.entreprise_id = p.id and v.statut = 'Validee' and v.type = 'Facture' and v.supprime_le is null) achat,
                a.le acte_le, a.type acte_type
            from personnes p left join lateral (
                select (e.survenu_le at time zone $4)::date le, e.type from evenements e
                where e.tenant_id = $1 and e.supprime_le is null and e.survenu_le <= $5 and (e.de_la_personne or e.type in ('Formulaire', 'Telechargement', 'RendezVous', 'Visite'))
                    and (e.entreprise_id = p.id or e.contact_id in (select l.contact_id from contact_liens l where l.tenant_id = $1 and l.entreprise_id = p.id))
                order by e.survenu_le desc limit 1) a on true)
        select d.id, greatest(d.collecte, d.achat, d.acte_le) le,
            case when d.acte_le >= greatest(d.collecte, d.achat) then d.acte_type when d.achat >= d.collecte then 'Achat' else 'Collecte' end acte,
            exists (select from gels g where g.tenant_id = $1 and g.leve_le is null
                    and (g.objet_id = d.id or (g.objet = 'Vente' and g.objet_id in (select v.id from ventes v where v.tenant_id = $1 and v.entreprise_id = d.id))))
                or exists (select from entreprises x where x.tenant_id = $1 and x.id = d.id and x.limite_le is not null)
                or exists (select from demande_personnes p join demandes q on q.tenant_id = p.tenant_id and q.id = p.demande_id
                    where p.tenant_id = $1 and p.entreprise_id = d.id and q.statut not in ('Cloturee', 'Irrecevable', 'Refusee', 'Retiree')) gele
        from datees d
        where (d.achat is not null) = $2 and greatest(d.collecte, d.achat, d.acte_le) < $3
        order by 2, 1
        """;

    /// <summary>Contacts and entreprises that are persons, those who go first first.</summary>
    public static async Task<IReadOnlyList<PersonneEchue>> ReadAsync(AppDbContext db, PopulationConservation population, DateOnly limite, DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(db, Sujet.Contact, null, population, limite, now, cancellationToken)).Concat(await ReadAsync(db, Sujet.Entreprise, null, population, limite, now, cancellationToken)).OrderBy(e => e.Le).ThenBy(e => e.Id)];

    /// <param name="db">The organisation's.</param>
    /// <param name="sujet">A contact, or an entreprise that is a person.</param>
    /// <param name="id">One record; null: all.</param>
    /// <param name="population">Who bought, or who didn't.</param>
    /// <param name="limite">Only whose last act lies before this day.</param>
    /// <param name="now">What is planned after it hasn't happened.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static async Task<IReadOnlyList<PersonneEchue>> ReadAsync(
        AppDbContext db, Sujet sujet, Guid? id, PopulationConservation population, DateOnly limite, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var zone = await db.Organisations.Select(o => o.Fuseau).SingleAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sujet == Sujet.Contact ? Contacts : Entreprises, (NpgsqlConnection)db.Database.GetDbConnection()) { CommandTimeout = (int)Patience.TotalSeconds };
        foreach (var value in (object[])[db.TenantId, population == PopulationConservation.Clients, limite, zone, now.ToUniversalTime(), (object?)id ?? DBNull.Value]) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<PersonneEchue>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(new PersonneEchue(sujet, reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1), Enum.TryParse<ActePersonne>(reader.GetString(2), out var acte) ? acte : ActePersonne.Collecte, reader.GetBoolean(3)));
        return found;
    }
}
