-- Copies an organisation: more of the same size, for the measure of their number (docs/performance.md). On a database for measuring only:
-- psql -U SUPERUSER -v slug=bench -v count=99 -f bench/organisations.sql DATABASE
-- Copies keep their rows' ids, for a key begins with the tenant; the slugs go on from the number of organisations. Keys and triggers are off meanwhile: kept figures are copied as they are.
\set ON_ERROR_STOP on
\timing on
set session_replication_role = replica;
set synchronous_commit = off;
select set_config('bench.slug', :'slug', false), set_config('bench.count', :'count', false);
do $$
declare
    source uuid := (select id from organisations where slug = current_setting('bench.slug'));
    already integer := (select count(*) from organisations);
    t record;
begin
    create temp table copies as
        select gen_random_uuid() as id, current_setting('bench.slug') || '-' || already + n as slug from generate_series(1, current_setting('bench.count')::integer) n;
    for t in
        select c.oid::regclass as name, owns.tenant,
            string_agg(quote_ident(a.attname), ', ') as columns,
            string_agg(case when a.attname = owns.tenant then 'k.id' when owns.tenant = 'id' and a.attname = 'slug' then 'k.slug' else 'o.' || quote_ident(a.attname) end, ', ') as values
        from pg_class c
        join pg_namespace s on s.oid = c.relnamespace and s.nspname in ('public', 'archive')
        cross join lateral (select case when c.relname = 'organisations' then 'id' else 'tenant_id' end as tenant) owns
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
        where c.relkind = 'r' and exists (select from pg_attribute k where k.attrelid = c.oid and k.attname = owns.tenant and not k.attisdropped)
        group by c.oid, owns.tenant
    loop
        execute format('insert into %s (%s) select %s from %s o cross join copies k where o.%I = $1', t.name, t.columns, t.values, t.name, t.tenant) using source;
    end loop;
end $$;
vacuum (analyze);
select count(*) as organisations, (select count(*) from ventes) as ventes from organisations;
