namespace FichierClient.Application.Data.Migrations;

public sealed partial class AddFigures
{
    private const string EntrepriseTriggers = """
        create function figures_organisation() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
        begin
            insert into figures_au (tenant_id, au) values (new.id, (now() at time zone new.fuseau)::date);
            return null;
        end $$;
        create trigger figures_insert after insert on organisations for each row execute function figures_organisation();

        create function figures_entreprises_insert() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
        begin
            if figures_deferred() then return null; end if;
            insert into entreprise_stats (tenant_id, entreprise_id, responsable_id) select n.tenant_id, n.id, n.responsable_id from new_rows n;
            return null;
        end $$;
        create trigger figures_insert after insert on entreprises referencing new table as new_rows
            for each statement execute function figures_entreprises_insert();

        create function figures_entreprises_before() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
        begin
            perform figures_lock();
            return null;
        end $$;
        -- Only a statement that sets one of these columns: a phone number saved takes no lock.
        create trigger figures_before before update of canal_id, departement, responsable_id, supprime_le on entreprises
            for each statement execute function figures_entreprises_before();

        -- A new canal or département takes the entreprise's history along. The trash takes its ventes along, and gives back those it took:
        -- a figure never includes a row that its reader may not open.
        create function figures_entreprises_update() returns trigger language plpgsql security definer
            set search_path = pg_catalog, public set jit = off set enable_hashjoin = off set enable_mergejoin = off as $$
        declare
            v_tenant uuid;
            v_au date;
            v_changes figures_mouvement[];
            v_ids uuid[];
            v_mouvements figures_mouvement[];
            v_lignes figures_ligne[];
        begin
            update entreprise_stats s set responsable_id = n.responsable_id from new_rows n
            where s.tenant_id = n.tenant_id and s.entreprise_id = n.id and s.responsable_id is distinct from n.responsable_id;
            -- entreprise, canal and département of each row that changed one of the two: once as it was (-1), once as it is (1).
            select array_agg(d.id), array_agg(row(null, null, null, d.canal_id, d.departement, null, null, d.nb)::figures_mouvement)
            into v_ids, v_changes from (
                select u.id, u.canal_id, u.departement, sum(u.nb)::integer nb
                from (select n.id, n.canal_id, n.departement, 1 nb from new_rows n
                    union all select o.id, o.canal_id, o.departement, -1 from old_rows o) u
                group by 1, 2, 3 having sum(u.nb) <> 0) d;
            if v_ids is not null and not figures_deferred() then
                v_tenant := figures_tenant(array(select distinct n.tenant_id from new_rows n));
                select au into strict v_au from figures_au where tenant_id = v_tenant;
                select array_agg(row(p.par_jour, p.periode, v.commercial_id, c.canal_id, c.departement, v.type = 'Avoir', c.nb * v.centimes, c.nb)::figures_mouvement)
                into v_mouvements from unnest(v_ids, v_changes) c (id, par_jour, periode, commercial_id, canal_id, departement, avoir, centimes, nb)
                join ventes v on v.tenant_id = v_tenant and v.entreprise_id = c.id and v.comptee
                cross join lateral figures_periodes(v.date, v_au) p;
                if v_mouvements is not null then
                    perform figures_add_ventes(v_tenant, v_mouvements);
                    select array_agg(row(p.par_jour, p.periode, v.commercial_id, c.canal_id, l.produit_id, v.type = 'Avoir', c.nb * (l.montant * 100)::bigint, c.nb)::figures_ligne)
                    into v_lignes from unnest(v_ids, v_changes) c (id, par_jour, periode, commercial_id, canal_id, departement, avoir, centimes, nb)
                    join ventes v on v.tenant_id = v_tenant and v.entreprise_id = c.id and v.comptee
                    join vente_lignes l on l.tenant_id = v_tenant and l.vente_id = v.id
                    cross join lateral figures_periodes(v.date, v_au) p;
                    perform figures_add_lignes(v_tenant, v_lignes);
                end if;
            end if;
            if exists (select from (select n.id, n.supprime_le from new_rows n except select o.id, o.supprime_le from old_rows o) x) then
                perform figures_corbeille(array_agg(x.tenant_id), array_agg(x.id), array_agg(x.ancien), array_agg(x.nouveau))
                from (select u.tenant_id, u.id, max(u.supprime_le) filter (where not u.apres) ancien, max(u.supprime_le) filter (where u.apres) nouveau
                    from (select n.tenant_id, n.id, n.supprime_le, true apres from new_rows n
                        union all select o.tenant_id, o.id, o.supprime_le, false from old_rows o) u
                    group by 1, 2) x
                where x.ancien is distinct from x.nouveau;
            end if;
            return null;
        end $$;

        create function figures_corbeille(p_tenants uuid[], p_ids uuid[], p_anciens timestamptz[], p_nouveaux timestamptz[]) returns void
            language plpgsql set search_path = pg_catalog, public set jit = off set enable_hashjoin = off set enable_mergejoin = off as $$
        begin
            update ventes v set supprime_le = x.nouveau
            from unnest(p_tenants, p_ids, p_anciens, p_nouveaux) x (tenant_id, id, ancien, nouveau)
            where v.tenant_id = x.tenant_id and v.entreprise_id = x.id and v.supprime_le is not distinct from x.ancien;
        end $$;

        create trigger figures_update after update on entreprises referencing old table as old_rows new table as new_rows
            for each statement execute function figures_entreprises_update();
        """;
}
