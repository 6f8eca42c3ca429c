namespace FichierClient.Application.Data.Migrations;

public sealed partial class AddFigures
{
    /// <summary>
    /// What the triggers share. They run as the owner (the app may not write figures), always within one organisation.
    /// Plans are cached and a statement holds 1 or 100,000 rows: joins are nested loops over indexes, which suit both.
    /// </summary>
    private const string Core = """
        create type figures_vente as (tenant_id uuid, entreprise_id uuid, commercial_id uuid, jour date, avoir boolean, centimes bigint, nb integer);
        create type figures_mouvement as (par_jour boolean, periode date, commercial_id uuid, canal_id uuid, departement text, avoir boolean, centimes bigint, nb integer);
        create type figures_ligne_ecrite as (tenant_id uuid, vente_id uuid, produit_id uuid, centimes bigint, nb integer);
        create type figures_ligne as (par_jour boolean, periode date, commercial_id uuid, canal_id uuid, produit_id uuid, avoir boolean, centimes bigint, nb integer);

        create function figures_mois(p_jour date) returns date language sql immutable parallel safe
            return p_jour - (extract(day from p_jour)::integer - 1);

        -- The same day p_annees earlier, 28 February for a 29th: the last day before a window of that length.
        create function figures_veille(p_au date, p_annees integer) returns date language sql immutable parallel safe
            return (p_au - make_interval(years => p_annees))::date;

        create function figures_fenetre(p_jour date, p_au date) returns date language sql immutable parallel safe
            return case
                when p_jour > p_au or p_jour <= (p_au - interval '2 years')::date then null
                when p_jour > (p_au - interval '1 year')::date then date 'infinity'
                else date '-infinity' end;

        -- Where a day's ventes are summed: its month, the window it stands in, and the day itself.
        create function figures_periodes(p_jour date, p_au date) returns table (par_jour boolean, periode date) language sql immutable parallel safe rows 3
            as $$ select * from (values (false, figures_mois(p_jour)), (false, figures_fenetre(p_jour, p_au)), (true, p_jour)) p (par_jour, periode) where periode is not null $$;

        create function figures_refuse(p_message text, p_code text) returns boolean language plpgsql as $$
        begin
            raise exception using message = p_message, errcode = p_code;
        end $$;

        -- Writers of one organisation go one after the other: a recompute that reads before the other writer commits is wrong.
        -- Whoever changes entreprises and ventes in one transaction calls it first, so that locks are taken in one order.
        create function figures_lock() returns void language plpgsql security definer set search_path = pg_catalog, public as $$
        begin
            if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
                raise exception 'Ventes are written in READ COMMITTED: figures are recomputed after the lock.' using errcode = '25001';
            end if;
            perform from figures_au where tenant_id = fichier_tenant() for no key update;
        end $$;

        -- The organisation that a statement wrote to: the session's, which figures_lock has locked, or the one of its rows where the
        -- owner works without a tenant.
        create function figures_tenant(p_rows uuid[]) returns uuid language plpgsql set search_path = pg_catalog, public as $$
        declare
            v_tenant uuid := coalesce(fichier_tenant(), p_rows[1]);
        begin
            if v_tenant <> any (p_rows) then
                raise exception 'One statement writes the ventes of one organisation.' using errcode = '42501';
            end if;
            if fichier_tenant() is null then
                perform from figures_au where tenant_id = v_tenant for no key update;
            end if;
            return v_tenant;
        end $$;

        -- Bulk filling by the owner alone: nothing is kept until figures_rebuild, in the same transaction.
        create function figures_deferred() returns boolean language sql stable
            return coalesce(current_setting('figures.deferred', true), '') = 'on' and session_user <> 'fichier_app';

        create function figures_add_ventes(p_tenant uuid, p_mouvements figures_mouvement[]) returns void language plpgsql
            set search_path = pg_catalog, public set jit = off set plan_cache_mode = force_generic_plan as $$
        begin
            with d as materialized (
                select m.par_jour, m.periode, coalesce(m.commercial_id, '00000000-0000-0000-0000-000000000000') commercial, coalesce(m.canal_id, '00000000-0000-0000-0000-000000000000') canal,
                    coalesce(m.departement, '') departement, coalesce(sum(m.centimes) filter (where not m.avoir), 0)::bigint f,
                    coalesce(sum(m.centimes) filter (where m.avoir), 0)::bigint a,
                    coalesce(sum(m.nb) filter (where not m.avoir), 0)::integer nf, coalesce(sum(m.nb) filter (where m.avoir), 0)::integer na
                from unnest(p_mouvements) m group by 1, 2, 3, 4, 5
            ), c as (
                insert into ca_commerciaux as t (tenant_id, par_jour, periode, commercial_id, canal_id, factures, avoirs, nb_factures, nb_avoirs)
                select p_tenant, par_jour, periode, commercial, canal, sum(f), sum(a), sum(nf), sum(na) from d group by 2, 3, 4, 5
                having sum(f) <> 0 or sum(a) <> 0 or sum(nf) <> 0 or sum(na) <> 0
                on conflict (tenant_id, par_jour, periode, commercial_id, canal_id) do update
                set factures = t.factures + excluded.factures, avoirs = t.avoirs + excluded.avoirs,
                    nb_factures = t.nb_factures + excluded.nb_factures, nb_avoirs = t.nb_avoirs + excluded.nb_avoirs
            )
            insert into ca_departements as t (tenant_id, par_jour, periode, filtre, departement, factures, avoirs, nb_factures, nb_avoirs)
            select p_tenant, par_jour, periode, filtre, departement, sum(f), sum(a), sum(nf), sum(na)
            from d cross join lateral (values ('ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid, true), (commercial, not par_jour), (canal, not par_jour)) x (filtre, kept)
            where kept and filtre <> '00000000-0000-0000-0000-000000000000' group by 2, 3, 4, 5
            having sum(f) <> 0 or sum(a) <> 0 or sum(nf) <> 0 or sum(na) <> 0
            on conflict (tenant_id, filtre, par_jour, periode, departement) do update
            set factures = t.factures + excluded.factures, avoirs = t.avoirs + excluded.avoirs,
                nb_factures = t.nb_factures + excluded.nb_factures, nb_avoirs = t.nb_avoirs + excluded.nb_avoirs;
        end $$;

        create function figures_add_lignes(p_tenant uuid, p_lignes figures_ligne[]) returns void language plpgsql
            set search_path = pg_catalog, public set jit = off set plan_cache_mode = force_generic_plan as $$
        begin
            insert into ca_produits as t (tenant_id, par_jour, periode, filtre, produit_id, factures, avoirs, nb_factures, nb_avoirs)
            select p_tenant, par_jour, periode, filtre, coalesce(produit_id, '00000000-0000-0000-0000-000000000000'),
                coalesce(sum(centimes) filter (where not avoir), 0), coalesce(sum(centimes) filter (where avoir), 0),
                coalesce(sum(nb) filter (where not avoir), 0), coalesce(sum(nb) filter (where avoir), 0)
            from unnest(p_lignes) l
            cross join lateral (values ('ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid, true), (commercial_id, not par_jour), (canal_id, not par_jour)) x (filtre, kept)
            where kept and filtre is not null group by 2, 3, 4, 5
            having sum(centimes) filter (where not avoir) <> 0 or sum(centimes) filter (where avoir) <> 0
                or sum(nb) filter (where not avoir) <> 0 or sum(nb) filter (where avoir) <> 0
            on conflict (tenant_id, filtre, par_jour, periode, produit_id) do update
            set factures = t.factures + excluded.factures, avoirs = t.avoirs + excluded.avoirs,
                nb_factures = t.nb_factures + excluded.nb_factures, nb_avoirs = t.nb_avoirs + excluded.nb_avoirs;
        end $$;

        -- Idempotent: whatever the row says, it becomes what the ledger says as of p_au.
        create function figures_recompute(p_tenant uuid, p_au date, p_entreprises uuid[]) returns void language plpgsql
            set search_path = pg_catalog, public set jit = off set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off as $$
        declare
            v_12 date := figures_veille(p_au, 1);
            v_24 date := figures_veille(p_au, 2);
        begin
            update entreprise_stats s
            set ca_12m = r.ca_12m, ca_12m_precedents = r.ca_12m_precedents, ca_total = r.ca_total, factures_12m = r.factures_12m, factures_total = r.factures_total,
                nb_factures_12m = r.nb_factures_12m, nb_factures = r.nb_factures, nb_ventes = r.nb_ventes,
                premiere_vente = coalesce(r.premiere, '-infinity'), derniere_vente = coalesce(r.derniere, '-infinity'),
                derniere_vente_centimes = coalesce((
                    select max(v.centimes) from ventes v where v.tenant_id = p_tenant and v.entreprise_id = x.id
                    and v.date = r.derniere and v.comptee and v.type = 'Facture'), 0)
            from unnest(p_entreprises) x (id) cross join lateral (
                select coalesce(sum(v.centimes) filter (where v.date > v_12), 0) ca_12m,
                    coalesce(sum(v.centimes) filter (where v.date > v_24 and v.date <= v_12), 0) ca_12m_precedents,
                    coalesce(sum(v.centimes), 0) ca_total,
                    coalesce(sum(v.centimes) filter (where v.date > v_12 and v.type = 'Facture'), 0) factures_12m,
                    coalesce(sum(v.centimes) filter (where v.type = 'Facture'), 0) factures_total,
                    count(*) filter (where v.date > v_12 and v.type = 'Facture') nb_factures_12m,
                    count(*) filter (where v.type = 'Facture') nb_factures, count(*) nb_ventes,
                    min(v.date) filter (where v.type = 'Facture') premiere, max(v.date) filter (where v.type = 'Facture') derniere
                from ventes v where v.tenant_id = p_tenant and v.entreprise_id = x.id and v.comptee and v.date <= p_au) r
            where s.tenant_id = p_tenant and s.entreprise_id = x.id;
        end $$;

        -- Ventes that are only added (nb above zero: so many, of centimes in all) need no look at the ledger: under the lock what the row says is what the
        -- ledger said before them. Ventes to come count from their day on.
        create function figures_add_stats(p_tenant uuid, p_au date, p_ventes figures_vente[]) returns void language plpgsql
            set search_path = pg_catalog, public set jit = off set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off as $$
        declare
            v_12 date := figures_veille(p_au, 1);
            v_24 date := figures_veille(p_au, 2);
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
                    else s.derniere_vente_centimes end
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
                    (array_agg(x.centimes / x.nb order by x.jour desc, x.centimes / x.nb desc) filter (where not x.avoir))[1] derniere_centimes
                from unnest(p_ventes) x where x.jour <= p_au group by x.entreprise_id) d
            where s.tenant_id = p_tenant and s.entreprise_id = d.entreprise_id;
        end $$;
        """;
}
