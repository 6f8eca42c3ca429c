namespace FichierClient.Application.Data.Migrations;

public sealed partial class AddFigures
{
    private const string Day = """
        -- Makes the figures true for p_jour (today in the organisation's zone). False: they were already. Only the ventes on an edge
        -- of a window that moved are read, and only their entreprises recomputed.
        create function figures_advance(p_jour date) returns boolean language plpgsql security definer
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
}
