using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// Entreprises sorted by their évolution, and found by any part of their name. A ratio is no column: it is stored in
/// hundredths of a percent, with ends for "new" and "nothing", so that pages are turned by an index. What contains a text is
/// found through the trigram index by a function of the owner's, as in the search (LIKE isn't leakproof); it tells keys
/// alone, and without a tenant none. Its reader's own rows then say which of them it sees.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261129183000_SortAndFindEntreprises")]
public sealed class SortAndFindEntreprises : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create function figures_evolution(p_ca bigint, p_avant bigint) returns bigint language sql immutable parallel safe as $$
            select case
                when p_ca < 0 then -4000000000000000000
                when p_avant > 0 then least(round((p_ca - p_avant)::numeric * 10000 / p_avant), 3000000000000000000)::bigint
                when p_ca = 0 and p_avant = 0 then -4100000000000000000
                else 4000000000000000000 end
        $$;
        revoke execute on function figures_evolution(bigint, bigint) from public;
        grant execute on function figures_evolution(bigint, bigint) to fichier_app;
        alter table entreprise_stats add column evolution bigint not null generated always as (figures_evolution(ca_12m, ca_12m_precedents)) stored;
        create index ix_entreprise_stats_tenant_id_evolution_entreprise_id on entreprise_stats (tenant_id, evolution, entreprise_id);
        comment on column entreprise_stats.evolution is 'ca_12m to ca_12m_precedents in hundredths of a percent; the ends: new, below zero, nothing.';

        -- It gives back rows of the table, which has a column more.
        create or replace function ledger_stats(p_tenant uuid, p_au date) returns setof entreprise_stats language sql stable
            set search_path = pg_catalog, public set jit = off as $$
            select e.tenant_id, e.id, coalesce(r.ca_12m, 0), coalesce(r.ca_12m_precedents, 0), coalesce(r.ca_total, 0), coalesce(r.factures_12m, 0), coalesce(r.factures_total, 0),
                coalesce(r.nb_factures_12m, 0), coalesce(r.nb_factures, 0), coalesce(r.nb_ventes, 0), coalesce(r.premiere, '-infinity'),
                coalesce(r.derniere, '-infinity'), coalesce(r.centimes, 0), e.responsable_id,
                case when r.nb_factures >= 3 and r.derniere > r.premiere then r.derniere + 2 * (r.derniere - r.premiere) / (r.nb_factures - 1) + 1 end,
                figures_evolution(coalesce(r.ca_12m, 0), coalesce(r.ca_12m_precedents, 0))
            from entreprises e left join (
                select v.entreprise_id, (sum(v.centimes) filter (where v.date > figures_veille(p_au, 1)))::bigint ca_12m,
                    (sum(v.centimes) filter (where v.date > figures_veille(p_au, 2) and v.date <= figures_veille(p_au, 1)))::bigint ca_12m_precedents,
                    sum(v.centimes)::bigint ca_total,
                    (sum(v.centimes) filter (where v.date > figures_veille(p_au, 1) and v.type = 'Facture'))::bigint factures_12m,
                    (sum(v.centimes) filter (where v.type = 'Facture'))::bigint factures_total,
                    (count(*) filter (where v.date > figures_veille(p_au, 1) and v.type = 'Facture'))::integer nb_factures_12m,
                    (count(*) filter (where v.type = 'Facture'))::integer nb_factures, count(*)::integer nb_ventes,
                    min(v.date) filter (where v.type = 'Facture') premiere, max(v.date) filter (where v.type = 'Facture') derniere,
                    (array_agg(v.centimes order by v.date desc, v.centimes desc) filter (where v.type = 'Facture'))[1] centimes
                from ventes v where v.tenant_id = p_tenant and v.comptee and v.date <= p_au group by 1) r on r.entreprise_id = e.id
            where e.tenant_id = p_tenant;
        $$;

        create function fichier_entreprises_contenant(p_parts text[]) returns table (id uuid)
        language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
        declare
            v_tenant uuid := fichier_tenant();
        begin
            return query select e.id from entreprises e
            where e.tenant_id = v_tenant and e.recherche like p_parts[1] and e.recherche like all (p_parts);
        end $$;
        revoke execute on function fichier_entreprises_contenant(text[]) from public;
        grant execute on function fichier_entreprises_contenant(text[]) to fichier_app;
        """);
}
