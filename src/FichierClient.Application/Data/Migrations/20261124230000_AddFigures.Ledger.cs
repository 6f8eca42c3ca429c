namespace FichierClient.Application.Data.Migrations;

public sealed partial class AddFigures
{
    /// <summary>What the figures must be, from the ventes alone: fills them in one go, and is what <c>verify</c> compares with.</summary>
    private const string Ledger = """
        create function ledger_stats(p_tenant uuid, p_au date) returns setof entreprise_stats language sql stable
            set search_path = pg_catalog, public set jit = off as $$
            select e.tenant_id, e.id, coalesce(r.ca_12m, 0), coalesce(r.ca_12m_precedents, 0), coalesce(r.ca_total, 0), coalesce(r.factures_12m, 0), coalesce(r.factures_total, 0),
                coalesce(r.nb_factures_12m, 0), coalesce(r.nb_factures, 0), coalesce(r.nb_ventes, 0), coalesce(r.premiere, '-infinity'),
                coalesce(r.derniere, '-infinity'), coalesce(r.centimes, 0), e.responsable_id,
                case when r.nb_factures >= 3 and r.derniere > r.premiere then r.derniere + 2 * (r.derniere - r.premiere) / (r.nb_factures - 1) + 1 end
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

        create function ledger_jours(p_tenant uuid) returns setof ca_jours language sql stable set search_path = pg_catalog, public set jit = off as $$
            select p_tenant, v.date, coalesce(sum(v.centimes) filter (where v.type = 'Facture'), 0)::bigint, coalesce(sum(v.centimes) filter (where v.type = 'Avoir'), 0)::bigint,
                (count(*) filter (where v.type = 'Facture'))::integer, (count(*) filter (where v.type = 'Avoir'))::integer
            from ventes v where v.tenant_id = p_tenant and v.comptee group by v.date;
        $$;

        -- Ventes by commercial, canal and département, each in its month, in the window where it stands and on its day.
        create function ledger_cellules(p_tenant uuid, p_au date) returns table (par_jour boolean, periode date, commercial_id uuid, canal_id uuid, departement text,
            factures bigint, avoirs bigint, nb_factures integer, nb_avoirs integer) language sql stable set search_path = pg_catalog, public set jit = off as $$
            select p.par_jour, p.periode, coalesce(v.commercial_id, '00000000-0000-0000-0000-000000000000'), coalesce(e.canal_id, '00000000-0000-0000-0000-000000000000'),
                coalesce(e.departement, ''), coalesce(sum(v.centimes) filter (where v.type = 'Facture'), 0)::bigint, coalesce(sum(v.centimes) filter (where v.type = 'Avoir'), 0)::bigint,
                (count(*) filter (where v.type = 'Facture'))::integer, (count(*) filter (where v.type = 'Avoir'))::integer
            from ventes v join entreprises e on e.tenant_id = v.tenant_id and e.id = v.entreprise_id
            cross join lateral figures_periodes(v.date, p_au) p
            where v.tenant_id = p_tenant and v.comptee group by 1, 2, 3, 4, 5;
        $$;

        create function ledger_commerciaux(p_tenant uuid, p_au date) returns setof ca_commerciaux language sql stable set search_path = pg_catalog, public set jit = off as $$
            select p_tenant, par_jour, periode, commercial_id, canal_id, sum(factures)::bigint, sum(avoirs)::bigint, sum(nb_factures)::integer, sum(nb_avoirs)::integer
            from ledger_cellules(p_tenant, p_au) group by 2, 3, 4, 5;
        $$;

        create function ledger_departements(p_tenant uuid, p_au date) returns setof ca_departements language sql stable set search_path = pg_catalog, public set jit = off as $$
            select p_tenant, par_jour, periode, filtre, departement, sum(factures)::bigint, sum(avoirs)::bigint, sum(nb_factures)::integer, sum(nb_avoirs)::integer
            from ledger_cellules(p_tenant, p_au)
            cross join lateral (values ('ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid, true), (commercial_id, not par_jour), (canal_id, not par_jour)) x (filtre, kept)
            where kept and filtre <> '00000000-0000-0000-0000-000000000000' group by 2, 3, 4, 5;
        $$;

        create function ledger_produits(p_tenant uuid, p_au date) returns setof ca_produits language sql stable set search_path = pg_catalog, public set jit = off as $$
            select p_tenant, par_jour, periode, filtre, produit, sum(factures)::bigint, sum(avoirs)::bigint, sum(nb_factures)::integer, sum(nb_avoirs)::integer
            from (
                select p.par_jour, p.periode, v.commercial_id, e.canal_id, coalesce(l.produit_id, '00000000-0000-0000-0000-000000000000') produit,
                    coalesce(sum(l.montant * 100) filter (where v.type = 'Facture'), 0)::bigint factures, coalesce(sum(l.montant * 100) filter (where v.type = 'Avoir'), 0)::bigint avoirs,
                    count(*) filter (where v.type = 'Facture') nb_factures, count(*) filter (where v.type = 'Avoir') nb_avoirs
                from vente_lignes l join ventes v on v.tenant_id = l.tenant_id and v.id = l.vente_id
                join entreprises e on e.tenant_id = v.tenant_id and e.id = v.entreprise_id
                cross join lateral figures_periodes(v.date, p_au) p
                where l.tenant_id = p_tenant and v.comptee group by 1, 2, 3, 4, 5) d
            cross join lateral (values ('ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid, true), (commercial_id, not par_jour), (canal_id, not par_jour)) x (filtre, kept)
            where kept and filtre is not null group by 2, 3, 4, 5;
        $$;

        -- All figures of an organisation from the ledger: after a bulk filling, or when verify found a difference.
        create function figures_rebuild(p_tenant uuid, p_au date) returns void language plpgsql set search_path = pg_catalog, public set jit = off as $$
        begin
            perform from figures_au where tenant_id = p_tenant for no key update;
            update figures_au set au = p_au where tenant_id = p_tenant;
            delete from entreprise_stats where tenant_id = p_tenant;
            delete from ca_jours where tenant_id = p_tenant;
            delete from ca_commerciaux where tenant_id = p_tenant;
            delete from ca_departements where tenant_id = p_tenant;
            delete from ca_produits where tenant_id = p_tenant;
            insert into entreprise_stats (tenant_id, entreprise_id, ca_12m, ca_12m_precedents, ca_total, factures_12m, factures_total, nb_factures_12m, nb_factures,
                nb_ventes, premiere_vente, derniere_vente, derniere_vente_centimes, responsable_id)
            select tenant_id, entreprise_id, ca_12m, ca_12m_precedents, ca_total, factures_12m, factures_total, nb_factures_12m, nb_factures,
                nb_ventes, premiere_vente, derniere_vente, derniere_vente_centimes, responsable_id from ledger_stats(p_tenant, p_au);
            insert into ca_jours select * from ledger_jours(p_tenant);
            insert into ca_commerciaux select * from ledger_commerciaux(p_tenant, p_au);
            insert into ca_departements select * from ledger_departements(p_tenant, p_au);
            insert into ca_produits select * from ledger_produits(p_tenant, p_au);
        end $$;

        -- Each row that differs between what is stored and what the ledger says: table, key, stored, ledger. Absent is all zeros.
        create function figures_differences(p_tenant uuid) returns table (figure text, cle text, stocke text, attendu text)
            language sql stable set search_path = pg_catalog, public set jit = off as $$
            with a as materialized (select au from figures_au where tenant_id = p_tenant),
            stocke (f, k, v) as (
                select 'entreprise_stats', entreprise_id::text, row(ca_12m, ca_12m_precedents, ca_total, factures_12m, factures_total, nb_factures_12m, nb_factures, nb_ventes,
                    premiere_vente, derniere_vente, derniere_vente_centimes, ralentit_le, responsable_id)::text from entreprise_stats where tenant_id = p_tenant
                union all select 'ca_jours', jour::text, row(factures, avoirs, nb_factures, nb_avoirs)::text from ca_jours where tenant_id = p_tenant
                union all select 'ca_commerciaux', concat_ws(' ', case when par_jour then 'jour' end, periode, commercial_id, canal_id), row(factures, avoirs, nb_factures, nb_avoirs)::text
                    from ca_commerciaux where tenant_id = p_tenant
                union all select 'ca_departements', concat_ws(' ', case when par_jour then 'jour' end, periode, filtre, departement), row(factures, avoirs, nb_factures, nb_avoirs)::text
                    from ca_departements where tenant_id = p_tenant
                union all select 'ca_produits', concat_ws(' ', case when par_jour then 'jour' end, periode, filtre, produit_id), row(factures, avoirs, nb_factures, nb_avoirs)::text
                    from ca_produits where tenant_id = p_tenant),
            attendu (f, k, v) as (
                select 'entreprise_stats', s.entreprise_id::text, row(s.ca_12m, s.ca_12m_precedents, s.ca_total, s.factures_12m, s.factures_total, s.nb_factures_12m, s.nb_factures, s.nb_ventes,
                    s.premiere_vente, s.derniere_vente, s.derniere_vente_centimes, s.ralentit_le, s.responsable_id)::text from a, ledger_stats(p_tenant, a.au) s
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

    private const string Rights = """
        do $$
        declare
            f regprocedure;
        begin
            for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname ~ '^(figures|ledger)_' loop
                execute format('revoke execute on function %s from public', f);
            end loop;
        end $$;
        grant execute on function figures_lock(), figures_advance(date), figures_mois(date), figures_veille(date, integer),
            figures_fenetre(date, date), figures_periodes(date, date), ledger_stats(uuid, date), ledger_jours(uuid), ledger_cellules(uuid, date), ledger_commerciaux(uuid, date),
            ledger_departements(uuid, date), ledger_produits(uuid, date), figures_differences(uuid) to fichier_app;
        -- Organisations that exist already.
        insert into figures_au (tenant_id, au) select o.id, (now() at time zone o.fuseau)::date from organisations o;
        do $$
        declare
            a record;
        begin
            for a in select tenant_id, au from figures_au loop
                perform figures_rebuild(a.tenant_id, a.au);
            end loop;
        end $$;
        """;
}
