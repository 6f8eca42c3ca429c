using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// The CA of each entreprise in the twelve calendar months that end with today's, beside its other figures: the bars of a list and of the top clients
/// are read with the row, however many ventes there are. <c>mois</c> says which month is the last of the twelve, so that nothing is written when a
/// month begins: who reads moves them on.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261212000000_KeepDouzeMois")]
public sealed partial class KeepDouzeMois : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Columns);
        migrationBuilder.Sql(Writers);
        migrationBuilder.Sql(Ledger);
        migrationBuilder.Sql(Day);
        migrationBuilder.Sql(Fill);
    }

    private const string Columns = """
        create function figures_rang_mois(p_jour date) returns integer language sql immutable parallel safe
            return extract(year from p_jour)::integer * 12 + extract(month from p_jour)::integer - 1;
        create function figures_debuts(p_jour date) returns date[] language sql immutable parallel safe
            return array(select (date_trunc('month', p_jour::timestamp) - make_interval(months => 11 - n))::date from generate_series(0, 11) n order by n);
        -- Twelve months that end with p_mois, as the twelve that end with p_vers; each p_rangs[i] from 1 to 12 then takes p_centimes[i] more.
        create function figures_douze(p_douze bigint[], p_mois integer, p_vers integer, p_rangs integer[], p_centimes bigint[]) returns bigint[]
        language plpgsql immutable parallel safe as $$
        declare
            v bigint[] := p_douze;
        begin
            if p_mois <> p_vers then v := array(select coalesce(p_douze[i + p_vers - p_mois], 0) from generate_series(1, 12) i order by i); end if;
            for i in 1 .. coalesce(cardinality(p_rangs), 0) loop
                if p_rangs[i] between 1 and 12 then v[p_rangs[i]] := v[p_rangs[i]] + p_centimes[i]; end if;
            end loop;
            return v;
        end $$;
        revoke execute on function figures_rang_mois(date), figures_debuts(date), figures_douze(bigint[], integer, integer, integer[], bigint[]) from public;
        grant execute on function figures_rang_mois(date), figures_debuts(date), figures_douze(bigint[], integer, integer, integer[], bigint[]) to fichier_app;

        alter table entreprise_stats add column mois integer not null default 0,
            add column douze_mois bigint[] not null default array_fill(0::bigint, array[12]);
        comment on column entreprise_stats.mois is 'The last of the twelve calendar months of douze_mois (CA in centimes, oldest first, up to the day of figures_au): year × 12 + month - 1; 0: there is nothing in them.';
        """;

    /// <summary>As in AddFigures, with the twelve months.</summary>
    private const string Writers = """
        create or replace function figures_add_stats(p_tenant uuid, p_au date, p_ventes figures_vente[]) returns void language plpgsql
        set search_path = pg_catalog, public set jit = off set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off as $$
        declare
            v_12 date := figures_veille(p_au, 1);
            v_24 date := figures_veille(p_au, 2);
            v_mois integer := figures_rang_mois(p_au);
            v_debuts date[] := figures_debuts(p_au);
        begin
            update entreprise_stats s
            set ca_12m = s.ca_12m + d.ca_12m, ca_12m_precedents = s.ca_12m_precedents + d.ca_12m_precedents, ca_total = s.ca_total + d.ca_total,
                factures_12m = s.factures_12m + d.factures_12m, factures_total = s.factures_total + d.factures_total,
                nb_factures_12m = s.nb_factures_12m + d.nb_factures_12m, nb_factures = s.nb_factures + d.nb_factures, nb_ventes = s.nb_ventes + d.nb_ventes,
                premiere_vente = case when s.nb_factures = 0 then coalesce(d.premiere, s.premiere_vente) else least(s.premiere_vente, d.premiere) end,
                derniere_vente = greatest(s.derniere_vente, d.derniere),
                derniere_vente_centimes = case
                    when d.derniere > s.derniere_vente then d.derniere_centimes
                    when d.derniere = s.derniere_vente then greatest(s.derniere_vente_centimes, d.derniere_centimes)
                    else s.derniere_vente_centimes end,
                douze_mois = case when d.rangs is null then s.douze_mois else figures_douze(s.douze_mois, s.mois, v_mois, d.rangs, d.centimes) end,
                mois = case when d.rangs is null then s.mois else v_mois end
            from (
                select x.entreprise_id,
                    coalesce(sum(x.centimes) filter (where x.jour > v_12), 0)::bigint ca_12m,
                    coalesce(sum(x.centimes) filter (where x.jour > v_24 and x.jour <= v_12), 0)::bigint ca_12m_precedents,
                    sum(x.centimes)::bigint ca_total,
                    coalesce(sum(x.centimes) filter (where x.jour > v_12 and not x.avoir), 0)::bigint factures_12m,
                    coalesce(sum(x.centimes) filter (where not x.avoir), 0)::bigint factures_total,
                    coalesce(sum(x.nb) filter (where x.jour > v_12 and not x.avoir), 0)::integer nb_factures_12m,
                    coalesce(sum(x.nb) filter (where not x.avoir), 0)::integer nb_factures, sum(x.nb)::integer nb_ventes,
                    min(x.jour) filter (where not x.avoir) premiere, max(x.jour) filter (where not x.avoir) derniere,
                    (array_agg(x.centimes / x.nb order by x.jour desc, x.centimes / x.nb desc) filter (where not x.avoir))[1] derniere_centimes,
                    array_agg(width_bucket(x.jour, v_debuts)) filter (where x.jour >= v_debuts[1]) rangs,
                    array_agg(x.centimes) filter (where x.jour >= v_debuts[1]) centimes
                from unnest(p_ventes) x where x.jour <= p_au group by x.entreprise_id) d
            where s.tenant_id = p_tenant and s.entreprise_id = d.entreprise_id;
        end $$;

        create or replace function figures_recompute(p_tenant uuid, p_au date, p_entreprises uuid[]) returns void language plpgsql
        set search_path = pg_catalog, public set jit = off set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off as $$
        declare
            v_12 date := figures_veille(p_au, 1);
            v_24 date := figures_veille(p_au, 2);
            v_mois integer := figures_rang_mois(p_au);
            v_debuts date[] := figures_debuts(p_au);
            v_rien bigint[] := array_fill(0::bigint, array[12]);
        begin
            update entreprise_stats s
            set ca_12m = r.ca_12m, ca_12m_precedents = r.ca_12m_precedents, ca_total = r.ca_total, factures_12m = r.factures_12m, factures_total = r.factures_total,
                nb_factures_12m = r.nb_factures_12m, nb_factures = r.nb_factures, nb_ventes = r.nb_ventes,
                premiere_vente = coalesce(r.premiere, '-infinity'), derniere_vente = coalesce(r.derniere, '-infinity'),
                derniere_vente_centimes = coalesce((
                    select max(v.centimes) from ventes v where v.tenant_id = p_tenant and v.entreprise_id = x.id
                    and v.date = r.derniere and v.comptee and v.type = 'Facture'), 0),
                douze_mois = figures_douze(v_rien, v_mois, v_mois, r.rangs, r.centimes), mois = case when r.rangs is null then 0 else v_mois end
            from unnest(p_entreprises) x (id) cross join lateral (
                select coalesce(sum(v.centimes) filter (where v.date > v_12), 0) ca_12m,
                    coalesce(sum(v.centimes) filter (where v.date > v_24 and v.date <= v_12), 0) ca_12m_precedents,
                    coalesce(sum(v.centimes), 0) ca_total,
                    coalesce(sum(v.centimes) filter (where v.date > v_12 and v.type = 'Facture'), 0) factures_12m,
                    coalesce(sum(v.centimes) filter (where v.type = 'Facture'), 0) factures_total,
                    count(*) filter (where v.date > v_12 and v.type = 'Facture') nb_factures_12m,
                    count(*) filter (where v.type = 'Facture') nb_factures, count(*) nb_ventes,
                    min(v.date) filter (where v.type = 'Facture') premiere, max(v.date) filter (where v.type = 'Facture') derniere,
                    array_agg(width_bucket(v.date, v_debuts)) filter (where v.date >= v_debuts[1]) rangs,
                    array_agg(v.centimes) filter (where v.date >= v_debuts[1]) centimes
                from ventes v where v.tenant_id = p_tenant and v.entreprise_id = x.id and v.comptee and v.date <= p_au) r
            where s.tenant_id = p_tenant and s.entreprise_id = x.id;
        end $$;

        create or replace function figures_rebuild(p_tenant uuid, p_au date) returns void language plpgsql
        set search_path = pg_catalog, public set jit = off as $$
        begin
            perform from figures_au where tenant_id = p_tenant for no key update;
            update figures_au set au = p_au where tenant_id = p_tenant;
            delete from entreprise_stats where tenant_id = p_tenant;
            delete from ca_jours where tenant_id = p_tenant;
            delete from ca_commerciaux where tenant_id = p_tenant;
            delete from ca_departements where tenant_id = p_tenant;
            delete from ca_produits where tenant_id = p_tenant;
            insert into entreprise_stats (tenant_id, entreprise_id, ca_12m, ca_12m_precedents, ca_total, factures_12m, factures_total, nb_factures_12m, nb_factures,
                nb_ventes, premiere_vente, derniere_vente, derniere_vente_centimes, responsable_id, mois, douze_mois)
            select tenant_id, entreprise_id, ca_12m, ca_12m_precedents, ca_total, factures_12m, factures_total, nb_factures_12m, nb_factures,
                nb_ventes, premiere_vente, derniere_vente, derniere_vente_centimes, responsable_id, mois, douze_mois from ledger_stats(p_tenant, p_au);
            insert into ca_jours select * from ledger_jours(p_tenant);
            insert into ca_commerciaux select * from ledger_commerciaux(p_tenant, p_au);
            insert into ca_departements select * from ledger_departements(p_tenant, p_au);
            insert into ca_produits select * from ledger_produits(p_tenant, p_au);
        end $$;
        """;
}
