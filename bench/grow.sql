-- Multiplies the ventes of an organisation by ten, for the measure of growth (docs/performance.md). On a database for measuring only:
-- psql -U SUPERUSER -v slug=bench -f bench/grow.sql DATABASE
-- Copies get ids, series and days of their own (a vente's id begins with the time and so with 01: its copies begin with 02 to 0a); keys and triggers are off meanwhile, figures are rebuilt from the ledger at the end.
\set ON_ERROR_STOP on
\timing on
set session_replication_role = replica;
set maintenance_work_mem = '2GB';
set synchronous_commit = off;
select id as tenant from organisations where slug = :'slug' \gset
create temp table indexes_to_make as
    select i.indexdef, i.indexname from pg_indexes i
    where i.tablename in ('ventes', 'vente_lignes') and i.schemaname = 'public' and i.indexname not like 'pk_%';
select format('drop index %I', indexname) from indexes_to_make \gexec
-- Its rows come in no order: the key is made once, at the end.
alter table vente_lignes drop constraint pk_vente_lignes;
create function pg_temp.copy_of(p_id uuid, p_copy integer) returns uuid language sql immutable
    return (lpad(to_hex(p_copy + 1), 2, '0') || substr(p_id::text, 3))::uuid;
select format($sql$
    insert into ventes (tenant_id, id, type, statut, serie, numero, date, entreprise_id, contact_id, commercial_id, devise, taux,
        total_ht, total_tva, total_ttc, montant, cree_le, cree_par_id, modifie_le, supprime_le)
    select tenant_id, pg_temp.copy_of(id, %1$s), type, statut, serie || '%1$s', numero, date - %1$s, entreprise_id, contact_id, commercial_id, devise, taux,
        total_ht, total_tva, total_ttc, montant, cree_le, cree_par_id, modifie_le, supprime_le
    from ventes where tenant_id = %2$L and id < '02000000-0000-0000-0000-000000000000'
    $sql$, copy, :'tenant') from generate_series(1, 9) copy \gexec
select format($sql$
    insert into vente_lignes (tenant_id, id, vente_id, position, produit_id, designation, quantite, prix_unitaire_ht, remise, taux_tva, total_ht, montant, cout_unitaire)
    select tenant_id, gen_random_uuid(), pg_temp.copy_of(vente_id, %1$s), position, produit_id, designation, quantite, prix_unitaire_ht, remise, taux_tva,
        total_ht, montant, cout_unitaire
    from vente_lignes where tenant_id = %2$L and vente_id < '02000000-0000-0000-0000-000000000000'
    $sql$, copy, :'tenant') from generate_series(1, 9) copy \gexec
alter table vente_lignes add constraint pk_vente_lignes primary key (tenant_id, id);
select indexdef from indexes_to_make \gexec
select figures_rebuild(:'tenant', (select au from figures_au where tenant_id = :'tenant'));
vacuum (analyze) ventes, vente_lignes, entreprise_stats, ca_jours, ca_commerciaux, ca_departements, ca_produits;
select count(*) from ventes where tenant_id = :'tenant';
