namespace FichierClient.Application.Data.Migrations;

/// <summary>The same twelve months from the ledger alone, for <c>verify</c> and for filling; and what moves with the day.</summary>
public sealed partial class KeepDouzeMois
{
    private const string Ledger = """
        -- It gives back rows of the table, which has two columns more.
        create or replace function ledger_stats(p_tenant uuid, p_au date) returns setof entreprise_stats language sql stable
            set search_path = pg_catalog, public set jit = off as $$
            select e.tenant_id, e.id, coalesce(r.ca_12m, 0), coalesce(r.ca_12m_precedents, 0), coalesce(r.ca_total, 0), coalesce(r.factures_12m, 0), coalesce(r.factures_total, 0),
                coalesce(r.nb_factures_12m, 0), coalesce(r.nb_factures, 0), coalesce(r.nb_ventes, 0), coalesce(r.premiere, '-infinity'),
                coalesce(r.derniere, '-infinity'), coalesce(r.centimes, 0), e.responsable_id,
                case when r.nb_factures >= 3 and r.derniere > r.premiere then r.derniere + 2 * (r.derniere - r.premiere) / (r.nb_factures - 1) + 1 end,
                figures_evolution(coalesce(r.ca_12m, 0), coalesce(r.ca_12m_precedents, 0)), case when m.rangs is null then 0 else figures_rang_mois(p_au) end,
                figures_douze(array_fill(0::bigint, array[12]), figures_rang_mois(p_au), figures_rang_mois(p_au), m.rangs, m.centimes)
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
            left join (
                select y.entreprise_id, array_agg(y.rang) rangs, array_agg(y.centimes) centimes from (
                    select v.entreprise_id, width_bucket(v.date, figures_debuts(p_au)) rang, sum(v.centimes)::bigint centimes from ventes v
                    where v.tenant_id = p_tenant and v.comptee and v.date >= (figures_debuts(p_au))[1] and v.date <= p_au group by 1, 2) y
                group by 1) m on m.entreprise_id = e.id
            where e.tenant_id = p_tenant;
        $$;

        create or replace function figures_differences(p_tenant uuid) returns table (figure text, cle text, stocke text, attendu text) language sql stable
            set search_path = pg_catalog, public set jit = off as $$
            with a as materialized (select au from figures_au where tenant_id = p_tenant),
            stocke (f, k, v) as (
                select 'entreprise_stats', entreprise_id::text, row(ca_12m, ca_12m_precedents, ca_total, factures_12m, factures_total, nb_factures_12m, nb_factures, nb_ventes,
                    premiere_vente, derniere_vente, derniere_vente_centimes, ralentit_le, responsable_id, figures_douze(douze_mois, mois, figures_rang_mois(a.au), null, null))::text from a, entreprise_stats where tenant_id = p_tenant
                union all select 'ca_jours', jour::text, row(factures, avoirs, nb_factures, nb_avoirs)::text from ca_jours where tenant_id = p_tenant
                union all select 'ca_commerciaux', concat_ws(' ', case when par_jour then 'jour' end, periode, commercial_id, canal_id), row(factures, avoirs, nb_factures, nb_avoirs)::text
                    from ca_commerciaux where tenant_id = p_tenant
                union all select 'ca_departements', concat_ws(' ', case when par_jour then 'jour' end, periode, filtre, departement), row(factures, avoirs, nb_factures, nb_avoirs)::text
                    from ca_departements where tenant_id = p_tenant
                union all select 'ca_produits', concat_ws(' ', case when par_jour then 'jour' end, periode, filtre, produit_id), row(factures, avoirs, nb_factures, nb_avoirs)::text
                    from ca_produits where tenant_id = p_tenant),
            attendu (f, k, v) as (
                select 'entreprise_stats', s.entreprise_id::text, row(s.ca_12m, s.ca_12m_precedents, s.ca_total, s.factures_12m, s.factures_total, s.nb_factures_12m, s.nb_factures, s.nb_ventes,
                    s.premiere_vente, s.derniere_vente, s.derniere_vente_centimes, s.ralentit_le, s.responsable_id, s.douze_mois)::text from a, ledger_stats(p_tenant, a.au) s
                union all select 'ca_jours', jour::text, row(factures, avoirs, nb_factures, nb_avoirs)::text from ledger_jours(p_tenant)
                union all select 'ca_commerciaux', concat_ws(' ', case when par_jour then 'jour' end, periode, commercial_id, canal_id), row(factures, avoirs, nb_factures, nb_avoirs)::text
                    from a, ledger_commerciaux(p_tenant, a.au)
                union all select 'ca_departements', concat_ws(' ', case when par_jour then 'jour' end, periode, filtre, departement), row(factures, avoirs, nb_factures, nb_avoirs)::text
                    from a, ledger_departements(p_tenant, a.au)
                union all select 'ca_produits', concat_ws(' ', case when par_jour then 'jour' end, periode, filtre, produit_id), row(factures, avoirs, nb_factures, nb_avoirs)::text
                    from a, ledger_produits(p_tenant, a.au))
            select f, k, s.v, e.v from stocke s full join attendu e using (f, k)
            where coalesce(s.v, '(0,0,0,0)') <> coalesce(e.v, '(0,0,0,0)');
        $$;
        """;

    private const string Day = """
        create or replace function figures_advance(p_jour date) returns boolean language plpgsql security definer
        set search_path = pg_catalog, public set jit = off as $$
        declare
            v_tenant uuid := fichier_tenant();
            v_au date;
            v_min date;
            v_max date;
            v_edges datemultirange;
            v_ids uuid[];
            v_mouvements figures_mouvement[];
            v_lignes figures_ligne[];
        begin
            select au into v_au from figures_au where tenant_id = v_tenant;
            if v_au is null or v_au = p_jour then return false; end if;
            perform figures_lock();
            select au into v_au from figures_au where tenant_id = v_tenant;
            if v_au = p_jour then return false; end if;
            v_min := least(v_au, p_jour);
            v_max := greatest(v_au, p_jour);
            -- Disjoint, also when more than a year went by.
            select range_agg(daterange(figures_veille(v_min, n), figures_veille(v_max, n), '(]')) into v_edges from generate_series(0, 2) n;
            -- Back into an earlier month: the twelve that end with it begin with months that were dropped.
            if p_jour < v_au then v_edges := v_edges + datemultirange(daterange((figures_debuts(p_jour))[1], (figures_debuts(v_au))[1])); end if;
            update figures_au set au = p_jour where tenant_id = v_tenant;

            select array_agg(distinct v.entreprise_id) into v_ids from unnest(v_edges) g
            join ventes v on v.tenant_id = v_tenant and v.date >= lower(g) and v.date < upper(g) and v.comptee;
            if v_ids is null then return true; end if;
            select array_agg(row(false, p.periode, s.commercial_id, e.canal_id, e.departement, s.avoir, p.nb * s.centimes, p.nb * s.nb)::figures_mouvement)
            into v_mouvements from (
                select v.date, v.entreprise_id, v.commercial_id, v.type = 'Avoir' avoir, sum(v.centimes)::bigint centimes, count(*)::integer nb
                from unnest(v_edges) g join ventes v on v.tenant_id = v_tenant and v.date >= lower(g) and v.date < upper(g) and v.comptee
                where figures_fenetre(v.date, v_au) is distinct from figures_fenetre(v.date, p_jour)
                group by 1, 2, 3, 4) s
            join entreprises e on e.tenant_id = v_tenant and e.id = s.entreprise_id
            cross join lateral (values (figures_fenetre(s.date, v_au), -1), (figures_fenetre(s.date, p_jour), 1)) p (periode, nb)
            where p.periode is not null;
            perform figures_add_ventes(v_tenant, v_mouvements);
            select array_agg(row(false, p.periode, v.commercial_id, e.canal_id, l.produit_id, v.type = 'Avoir', p.nb * (l.montant * 100)::bigint, p.nb)::figures_ligne)
            into v_lignes from unnest(v_edges) g
            join ventes v on v.tenant_id = v_tenant and v.date >= lower(g) and v.date < upper(g) and v.comptee
            join entreprises e on e.tenant_id = v_tenant and e.id = v.entreprise_id
            join vente_lignes l on l.tenant_id = v_tenant and l.vente_id = v.id
            cross join lateral (values (figures_fenetre(v.date, v_au), -1), (figures_fenetre(v.date, p_jour), 1)) p (periode, nb)
            where p.periode is not null and figures_fenetre(v.date, v_au) is distinct from figures_fenetre(v.date, p_jour);
            perform figures_add_lignes(v_tenant, v_lignes);
            perform figures_recompute(v_tenant, p_jour, v_ids);
            return true;
        end $$;
        """;

    /// <summary>Every organisation's, from its ledger as of the day for which its figures are true.</summary>
    private const string Fill = """
        update entreprise_stats s set mois = figures_rang_mois(m.au),
            douze_mois = figures_douze(array_fill(0::bigint, array[12]), figures_rang_mois(m.au), figures_rang_mois(m.au), m.rangs, m.centimes)
        from (
            select y.tenant_id, y.entreprise_id, y.au, array_agg(y.rang) rangs, array_agg(y.centimes) centimes from (
                select v.tenant_id, v.entreprise_id, a.au, width_bucket(v.date, a.debuts) rang, sum(v.centimes)::bigint centimes
                from (select tenant_id, au, figures_debuts(au) debuts from figures_au) a
                join ventes v on v.tenant_id = a.tenant_id and v.comptee and v.date >= a.debuts[1] and v.date <= a.au group by 1, 2, 3, 4) y
            group by 1, 2, 3) m
        where s.tenant_id = m.tenant_id and s.entreprise_id = m.entreprise_id;
        """;
}
