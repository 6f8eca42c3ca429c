using Npgsql;
using NpgsqlTypes;

namespace FichierClient.Application.Doublons;

/// <summary>
/// Moves what belongs to merged records to the survivor, and back. Each moved row is noted; one that would be there twice (the same contact in
/// both entreprises) goes, and what it alone knew is put into the one that stays. Names come from the catalogue, values are parameters:
/// $1 organisation, $2 merge, $3 survivor, $4 merged records (of an undo: those that are still there), $5 now.
/// </summary>
internal sealed class Deplacement(NpgsqlConnection connection, Guid tenantId, Guid fusionId, DateTimeOffset now, Guid survivantId, Guid[] absorbes)
{
    /// <summary>Tables whose rows have a history of their own: the move is told there.</summary>
    private static readonly Dictionary<string, string> Historiques = new() { ["ventes"] = "Vente", ["entreprises"] = "Entreprise", ["contacts"] = "Contact" };

    /// <summary>Moves all rows of one column.</summary>
    public async Task MoveAsync(Rattachement r, Guid? auteurId, CancellationToken cancellationToken)
    {
        var (table, column) = (r.Table.Nom, r.Colonne);
        foreach (var others in r.Uniques.Where(u => u.Length > 0)) await UniteAsync(r, others, cancellationToken);
        await ExecuteAsync($"""
            insert into fusion_mouvements (tenant_id, id, fusion_id, nom_table, colonne, ligne_id, ancien_id)
            select $1, gen_random_uuid(), $2, '{table}', '{column}', t.id, t.{column} from {table} t where t.tenant_id = $1 and t.{column} = any ($4)
            """, cancellationToken);
        if (Historiques.TryGetValue(table, out var sujet) && column != "survivant_id") await TellAsync(r, sujet, backwards: false, auteurId, cancellationToken);
        await TouchAsync(r, cancellationToken);
        await ExecuteAsync($"update {table} set {column} = $3{(r.EstDatee ? ", modifie_le = $5" : "")} where tenant_id = $1 and {column} = any ($4)", cancellationToken);
    }

    /// <summary>Moves back what is still at the survivor's, and makes again what had to go.</summary>
    public async Task MoveBackAsync(Rattachement r, Guid? auteurId, CancellationToken cancellationToken)
    {
        var (table, column) = (r.Table.Nom, r.Colonne);
        if (Historiques.TryGetValue(table, out var sujet) && column != "survivant_id") await TellAsync(r, sujet, backwards: true, auteurId, cancellationToken);
        await TouchAsync(r, cancellationToken);
        if (r.Vides.Count > 0)
        {
            await ExecuteAsync($"""
                update {table} t set {string.Join(", ", r.Vides.Select(c => $"{c} = case when to_jsonb(t) -> '{c}' is not distinct from m.contenu -> 'apres' -> '{c}' then a.{c} else t.{c} end"))}
                from fusion_mouvements m cross join lateral jsonb_populate_record(null::{table}, m.contenu -> 'avant') a
                where {Noted(r)} and m.contenu ? 'apres' and t.tenant_id = $1 and t.id = m.ligne_id
                """, cancellationToken);
        }

        await ExecuteAsync($"""
            update {table} t set {column} = m.ancien_id{(r.EstDatee ? ", modifie_le = $5" : "")}
            from fusion_mouvements m where {Noted(r)} and (m.contenu is null or m.contenu ? 'apres') and (m.ancien_id = $3 or m.ancien_id = any ($4))
                and t.tenant_id = $1 and t.id = m.ligne_id and t.{column} = $3
            """, cancellationToken);
        await ExecuteAsync($"""
            insert into {table} ({string.Join(", ", r.Table.Columns)}) select {string.Join(", ", r.Table.Columns.Select(c => "a." + c))}
            from fusion_mouvements m cross join lateral jsonb_populate_record(null::{table}, m.contenu -> 'avant') a
            where {Noted(r)} and m.contenu is not null and not m.contenu ? 'apres' {string.Concat(r.Table.References.Select(f => $"and (a.{f.Column} is null or exists (select from {f.Table} f where f.tenant_id = $1 and f.id = a.{f.Column})) "))}
            on conflict do nothing
            """, cancellationToken);
    }

    /// <summary>Of rows that would be the same after the move, the one that tells most stays and takes what only the others know.</summary>
    private async Task UniteAsync(Rattachement r, string[] others, CancellationToken cancellationToken)
    {
        var (table, column) = (r.Table.Nom, r.Colonne);
        var same = string.Join(" and ", others.Select(o => $"d.{o} = k.{o}"));
        var ranked = $"""
            select t.*, count(*) over w > 1 as double, row_number() over (w order by {(r.Vides.Count > 0 ? $"num_nulls({string.Join(", ", r.Vides.Select(c => "t." + c))}), " : "")}t.{column} = $3 desc, t.id) as rang
            from {table} t where t.tenant_id = $1 and (t.{column} = any ($4) or t.{column} = $3) window w as (partition by {string.Join(", ", others.Select(o => "t." + o))})
            """;
        await ExecuteAsync($"""
            insert into fusion_mouvements (tenant_id, id, fusion_id, nom_table, colonne, ligne_id, ancien_id, contenu)
            select $1, gen_random_uuid(), $2, '{table}', '{column}', x.id, x.{column}, jsonb_build_object('avant', to_jsonb(t)) || (case when x.rang = 1 then '{Pending}' else '{Empty}' end)::jsonb
            from ({ranked}) x join {table} t on t.tenant_id = $1 and t.id = x.id where x.double
            """, cancellationToken);
        await ExecuteAsync($"""
            delete from {table} t using fusion_mouvements m where {Noted(r)} and m.contenu is not null and not m.contenu ? 'apres' and t.tenant_id = $1 and t.id = m.ligne_id
            """, cancellationToken);
        if (r.Vides.Count > 0)
        {
            await ExecuteAsync($"""
                update {table} k set {string.Join(", ", r.Vides.Select(c => $"{c} = g.{c}"))} from (
                    select k.id, {string.Join(", ", r.Vides.Select(Together))}
                    from fusion_mouvements n join {table} k on k.tenant_id = $1 and k.id = n.ligne_id
                    join fusion_mouvements m on {Noted(r)} and m.contenu is not null and not m.contenu ? 'apres'
                    cross join lateral jsonb_populate_record(null::{table}, m.contenu -> 'avant') d
                    where {same} and n.tenant_id = $1 and n.fusion_id = $2 and n.nom_table = '{table}' and n.colonne = '{column}' and n.contenu ? 'apres'
                    group by k.tenant_id, k.id) g
                where k.tenant_id = $1 and k.id = g.id
                """, cancellationToken);
        }

        await ExecuteAsync($"update fusion_mouvements m set contenu = m.contenu || jsonb_build_object('apres', to_jsonb(t)) from {table} t where {Noted(r)} and m.contenu ? 'apres' and t.tenant_id = $1 and t.id = m.ligne_id", cancellationToken);
        // The one that stays is moved with the others, and noted with what it was.
        await ExecuteAsync($"update {table} t set {column} = $3 from fusion_mouvements m where {Noted(r)} and m.contenu ? 'apres' and t.tenant_id = $1 and t.id = m.ligne_id", cancellationToken);
    }

    /// <summary>Seconds: a client of a hundred thousand ventes moves too.</summary>
    private const int Patience = 300;

    /// <summary>One value from that of the row that stays (k) and those of the rows that go (d): a place is held from the first day on, and still when one of them says so.</summary>
    private static string Together(string column) => column switch
    {
        "depuis" => "least(k.depuis, min(d.depuis)) depuis",
        "jusqua" => "case when k.jusqua is not null and bool_and(d.jusqua is not null) then greatest(k.jusqua, max(d.jusqua)) end jusqua",
        _ => $"coalesce(k.{column}, (array_agg(d.{column} order by d.id) filter (where d.{column} is not null))[1]) {column}",
    };

    private const string Pending = """{"apres": null}""", Empty = "{}";

    private static string Noted(Rattachement r) => $"m.tenant_id = $1 and m.fusion_id = $2 and m.nom_table = '{r.Table.Nom}' and m.colonne = '{r.Colonne}'";

    /// <summary>The records whose parts move have changed: whoever edits one is told.</summary>
    private Task TouchAsync(Rattachement r, CancellationToken cancellationToken) => r.Entite is not { } root ? Task.CompletedTask : ExecuteAsync($"""
        update {root.Table} x set modifie_le = $5 from (
            select distinct coalesce(t.{root.Colonne}, (m.contenu -> 'avant' ->> '{root.Colonne}')::uuid) id
            from fusion_mouvements m left join {r.Table.Nom} t on t.tenant_id = $1 and t.id = m.ligne_id where {Noted(r)}) p
        where x.tenant_id = $1 and x.id = p.id
        """, cancellationToken);

    private Task TellAsync(Rattachement r, string sujet, bool backwards, Guid? auteurId, CancellationToken cancellationToken)
    {
        var champ = string.Concat(r.Colonne.Split('_').Select(p => char.ToUpperInvariant(p[0]) + p[1..]));
        return ExecuteAsync($"""
            insert into modifications (tenant_id, id, sujet, sujet_id, champ, ancien, nouveau, fait_le, membre_id)
            select $1, gen_random_uuid(), '{sujet}', m.ligne_id, '{champ}', {(backwards ? "$3::text, m.ancien_id::text" : "m.ancien_id::text, $3::text")}, $5, $6
            from fusion_mouvements m join {r.Table.Nom} t on t.tenant_id = $1 and t.id = m.ligne_id {(backwards ? $"and t.{r.Colonne} = $3" : "")} where {Noted(r)}
            """, cancellationToken, new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = (object?)auteurId ?? DBNull.Value });
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken, NpgsqlParameter? more = null)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = Patience };
        foreach (var value in (object[])[tenantId, fusionId, survivantId, absorbes, now.ToUniversalTime()]) command.Parameters.Add(new NpgsqlParameter { Value = value });
        if (more is not null) command.Parameters.Add(more);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
