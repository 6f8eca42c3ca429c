namespace FichierClient.Application.Data.Migrations;

public sealed partial class AddFigures
{
    /// <summary>
    /// Transition tables forbid column lists: unchanged rows are skipped by summing the new rows and minus the old ones,
    /// which also needs no join between the two.
    /// </summary>
    private const string VenteTriggers = """
        create function figures_ventes_before() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
        declare
            v_pending text := coalesce(current_setting('figures.pending', true), '');
        begin
            -- A vente's lines are counted where the vente stands when their own statement ends: one statement must not change both.
            if tg_table_name = 'vente_lignes' or tg_op <> 'INSERT' then
                if v_pending not in ('', tg_table_name) then
                    raise exception 'Ventes and their lines are changed by statements of their own.' using errcode = '0A000';
                end if;
                perform set_config('figures.pending', tg_table_name, true);
            end if;
            perform figures_lock();
            return null;
        end $$;

        create function figures_apply_ventes(p_ventes figures_vente[]) returns void language plpgsql
            set search_path = pg_catalog, public set jit = off set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off as $$
        declare
            v_tenant uuid := figures_tenant(array(select distinct x.tenant_id from unnest(p_ventes) x));
            v_au date;
        begin
            select au into strict v_au from figures_au where tenant_id = v_tenant;
            insert into ca_jours as t (tenant_id, jour, factures, avoirs, nb_factures, nb_avoirs)
            select v_tenant, x.jour, coalesce(sum(x.centimes) filter (where not x.avoir), 0), coalesce(sum(x.centimes) filter (where x.avoir), 0),
                coalesce(sum(x.nb) filter (where not x.avoir), 0), coalesce(sum(x.nb) filter (where x.avoir), 0)
            from unnest(p_ventes) x group by x.jour
            on conflict (tenant_id, jour) do update
            set factures = t.factures + excluded.factures, avoirs = t.avoirs + excluded.avoirs,
                nb_factures = t.nb_factures + excluded.nb_factures, nb_avoirs = t.nb_avoirs + excluded.nb_avoirs;
            perform figures_add_ventes(v_tenant, (
                select array_agg(row(p.par_jour, p.periode, x.commercial_id, e.canal_id, e.departement, x.avoir, x.centimes, x.nb)::figures_mouvement)
                from unnest(p_ventes) x join entreprises e on e.tenant_id = v_tenant and e.id = x.entreprise_id
                cross join lateral figures_periodes(x.jour, v_au) p
                -- A figure never includes a row that its reader may not open.
                where (e.supprime_le is null or x.nb <= 0 or figures_refuse('The entreprise of this vente is in the trash.', '23503'))));
            if exists (select from unnest(p_ventes) x where x.nb < 0) then
                perform figures_recompute(v_tenant, v_au, array(select distinct x.entreprise_id from unnest(p_ventes) x));
            else
                perform figures_add_stats(v_tenant, v_au, p_ventes);
            end if;
        end $$;

        create function figures_ventes_insert() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
        declare
            v_ventes figures_vente[];
        begin
            if figures_deferred() then return null; end if;
            select array_agg(row(n.tenant_id, n.entreprise_id, n.commercial_id, n.date, n.type = 'Avoir', n.centimes, 1)::figures_vente)
            into v_ventes from new_rows n where n.comptee;
            if v_ventes is not null then perform figures_apply_ventes(v_ventes); end if;
            return null;
        end $$;

        create function figures_ventes_delete() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
        declare
            v_ventes figures_vente[];
        begin
            perform set_config('figures.pending', '', true);
            if figures_deferred() then return null; end if;
            -- The lines went first: the foreign key sees to it.
            select array_agg(row(o.tenant_id, o.entreprise_id, o.commercial_id, o.date, o.type = 'Avoir', -o.centimes, -1)::figures_vente)
            into v_ventes from old_rows o where o.comptee;
            if v_ventes is not null then perform figures_apply_ventes(v_ventes); end if;
            return null;
        end $$;

        create function figures_ventes_update() returns trigger language plpgsql security definer
            set search_path = pg_catalog, public set jit = off set enable_hashjoin = off set enable_mergejoin = off as $$
        declare
            v_ventes figures_vente[];
            v_lignes figures_ligne[];
        begin
            perform set_config('figures.pending', '', true);
            if figures_deferred() then return null; end if;
            select array_agg(row(d.tenant_id, d.entreprise_id, d.commercial_id, d.date, d.type = 'Avoir', d.nb * d.centimes, d.nb)::figures_vente)
            into v_ventes from (
                select u.tenant_id, u.entreprise_id, u.commercial_id, u.date, u.type, u.centimes, sum(u.nb)::integer nb
                from (select n.tenant_id, n.entreprise_id, n.commercial_id, n.date, n.type, n.centimes, 1 nb from new_rows n where n.comptee
                    union all select o.tenant_id, o.entreprise_id, o.commercial_id, o.date, o.type, o.centimes, -1 from old_rows o where o.comptee) u
                group by 1, 2, 3, 4, 5, 6 having sum(u.nb) <> 0) d;
            if v_ventes is null then return null; end if;
            perform figures_apply_ventes(v_ventes);
            -- Its lines move with a vente that begins or ceases to count, or changes day, entreprise, commercial or type.
            select array_agg(row(p.par_jour, p.periode, d.commercial_id, e.canal_id, l.produit_id, d.type = 'Avoir', d.nb * (l.montant * 100)::bigint, d.nb)::figures_ligne)
            into v_lignes from (
                select u.tenant_id, u.id, u.entreprise_id, u.commercial_id, u.date, u.type, sum(u.nb)::integer nb
                from (select n.tenant_id, n.id, n.entreprise_id, n.commercial_id, n.date, n.type, 1 nb from new_rows n where n.comptee
                    union all select o.tenant_id, o.id, o.entreprise_id, o.commercial_id, o.date, o.type, -1 from old_rows o where o.comptee) u
                group by 1, 2, 3, 4, 5, 6 having sum(u.nb) <> 0) d
            join vente_lignes l on l.tenant_id = d.tenant_id and l.vente_id = d.id
            join entreprises e on e.tenant_id = d.tenant_id and e.id = d.entreprise_id
            join figures_au a on a.tenant_id = d.tenant_id
            cross join lateral figures_periodes(d.date, a.au) p;
            if v_lignes is not null then perform figures_add_lignes(v_ventes[1].tenant_id, v_lignes); end if;
            return null;
        end $$;

        create function figures_apply_lignes(p_lignes figures_ligne_ecrite[]) returns void language plpgsql
            set search_path = pg_catalog, public set jit = off set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off as $$
        declare
            v_tenant uuid := figures_tenant(array(select distinct x.tenant_id from unnest(p_lignes) x));
            v_au date;
            v_lignes figures_ligne[];
        begin
            select au into strict v_au from figures_au where tenant_id = v_tenant;
            select array_agg(row(p.par_jour, p.periode, v.commercial_id, e.canal_id, d.produit_id, v.type = 'Avoir', d.nb * d.centimes, d.nb)::figures_ligne)
            into v_lignes
            from (select x.vente_id, x.produit_id, x.centimes, sum(x.nb)::integer nb from unnest(p_lignes) x group by 1, 2, 3 having sum(x.nb) <> 0) d
            join ventes v on v.tenant_id = v_tenant and v.id = d.vente_id
            join entreprises e on e.tenant_id = v_tenant and e.id = v.entreprise_id
            cross join lateral figures_periodes(v.date, v_au) p
            where v.comptee;
            if v_lignes is not null then perform figures_add_lignes(v_tenant, v_lignes); end if;
        end $$;

        create function figures_lignes_insert() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
        declare
            v_lignes figures_ligne_ecrite[];
        begin
            perform set_config('figures.pending', '', true);
            if figures_deferred() then return null; end if;
            select array_agg(row(n.tenant_id, n.vente_id, n.produit_id, (n.montant * 100)::bigint, 1)::figures_ligne_ecrite)
            into v_lignes from new_rows n;
            if v_lignes is not null then perform figures_apply_lignes(v_lignes); end if;
            return null;
        end $$;

        create function figures_lignes_delete() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
        declare
            v_lignes figures_ligne_ecrite[];
        begin
            perform set_config('figures.pending', '', true);
            if figures_deferred() then return null; end if;
            select array_agg(row(o.tenant_id, o.vente_id, o.produit_id, (o.montant * 100)::bigint, -1)::figures_ligne_ecrite)
            into v_lignes from old_rows o;
            if v_lignes is not null then perform figures_apply_lignes(v_lignes); end if;
            return null;
        end $$;

        create function figures_lignes_update() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
        declare
            v_lignes figures_ligne_ecrite[];
        begin
            perform set_config('figures.pending', '', true);
            if figures_deferred() then return null; end if;
            select array_agg(u) into v_lignes from (
                select row(n.tenant_id, n.vente_id, n.produit_id, (n.montant * 100)::bigint, 1)::figures_ligne_ecrite u from new_rows n
                union all
                select row(o.tenant_id, o.vente_id, o.produit_id, (o.montant * 100)::bigint, -1)::figures_ligne_ecrite from old_rows o) x;
            if v_lignes is not null then perform figures_apply_lignes(v_lignes); end if;
            return null;
        end $$;

        create trigger figures_before before insert or update or delete on ventes for each statement execute function figures_ventes_before();
        create trigger figures_insert after insert on ventes referencing new table as new_rows for each statement execute function figures_ventes_insert();
        create trigger figures_update after update on ventes referencing old table as old_rows new table as new_rows
            for each statement execute function figures_ventes_update();
        create trigger figures_delete after delete on ventes referencing old table as old_rows for each statement execute function figures_ventes_delete();

        create trigger figures_before before insert or update or delete on vente_lignes for each statement execute function figures_ventes_before();
        create trigger figures_insert after insert on vente_lignes referencing new table as new_rows for each statement execute function figures_lignes_insert();
        create trigger figures_update after update on vente_lignes referencing old table as old_rows new table as new_rows
            for each statement execute function figures_lignes_update();
        create trigger figures_delete after delete on vente_lignes referencing old table as old_rows for each statement execute function figures_lignes_delete();
        """;
}
